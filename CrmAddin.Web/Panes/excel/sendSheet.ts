/** Sends an edited sheet back: what was saved is shown, what was refused is marked where it stands, and conflicts are put side by side. */
import { postJson } from "../shared/crm";
import { ToldFailure } from "../shared/failures";
import { findSheet, type EditedSheet } from "./editedSheets";
import { showDone, tell, textOf, withProgress } from "./progress";
import { findChanges, type ChangedRow, type SheetChanges } from "./sheetChanges";
import { showConflicts } from "./sheetConflicts";
import { clearMarks, markRefused, type Mark } from "./sheetMarks";
import { takeOver, type Outcome } from "./sheetOutcome";
import { offerUndo } from "./undoSheet";

interface Sent {
  sheet: EditedSheet;
  changes: SheetChanges;
  outcome: Outcome;
  marks: Mark[];
  /** Rows that are new on the sheet and were not sent. */
  fresh: number;
}

const mostMarksTold = 10;
const nothing: Outcome = { saved: 0, rows: [], conflicts: [], refused: [], changeSetId: null };

/** Sends the sheet of the form's kind that the user looks at. */
export async function sendSheet(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const kind = form.dataset["sheet"] ?? "";
  const creates = form.querySelector<HTMLInputElement>("input[name=creates]")?.checked ?? false;
  const sent = await withProgress(place, (progress) =>
    Excel.run(async (context): Promise<Sent> => {
      progress.say("comparing");
      const sheet = await findSheet(context, kind);
      if (!sheet) throw new ToldFailure(textOf("sheetsGone"));
      const changes = await findChanges(context, sheet);
      const fresh = withoutNew(changes, creates);
      progress.check();
      progress.say("sending", changes.rows.length);
      const outcome = changes.rows.length === 0 ? nothing : await postJson<Outcome>(`/panes/excel/sheets/${kind}/changes`, { rows: changes.rows });
      await clearMarks(context, changes.table.worksheet);
      await takeOver(context, sheet, changes, outcome);
      return { sheet, changes, outcome, fresh, marks: await markRefused(context, sheet, changes, outcome.refused) };
    }),
  );
  if (sent) show(form, place, sent);
}

function show(form: HTMLFormElement, place: HTMLElement, { sheet, changes, outcome, marks, fresh }: Sent): void {
  showDone(place, "sent", outcome.saved, outcome.conflicts.length, outcome.refused.length);
  for (const { address, reason } of marks.slice(0, mostMarksTold)) tell(place, `${address}: ${reason}`);
  if (changes.removed > 0) tell(place, textOf("rowsRemoved", changes.removed));
  if (fresh > 0) tell(place, textOf("rowsNew", fresh));
  if (outcome.changeSetId) offerUndo(form, place, sheet, outcome);
  // Once everything is chosen, what the user kept is sent; somebody may have changed it yet again.
  if (outcome.conflicts.length > 0) showConflicts(form, place, sheet, changes, outcome.conflicts, () => sendSheet(form, place));
}

/** Leaves rows that are new on the sheet out unless they are wanted, and counts them. */
function withoutNew(changes: SheetChanges, creates: boolean): number {
  const isNew = (row: ChangedRow) => row.id === null;
  const count = creates ? 0 : changes.rows.filter(isNew).length;
  if (count > 0) {
    changes.at = changes.at.filter((_, index) => !isNew(changes.rows[index]!));
    changes.rows = changes.rows.filter((row) => !isNew(row));
  }
  return count;
}
