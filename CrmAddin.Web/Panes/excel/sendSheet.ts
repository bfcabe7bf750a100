/** Sends an edited sheet back: what was saved is shown, what was refused is marked where it stands, and conflicts are put side by side. */
import { postForm, postJson } from "../shared/crm";
import { ToldFailure } from "../shared/failures";
import { cellOf, readSheets, type EditedSheet, type Value } from "./editedSheets";
import { clearMarks, markRefused } from "./sheetMarks";
import { showDone, textOf, withProgress } from "./progress";
import { findChanges, type ChangedRow, type SheetChanges } from "./sheetChanges";

interface Conflict {
  at: number;
  column: string;
  title: string;
  heading: string;
  given: Value | null;
  mine: Value | null;
  theirs: Value | null;
  changedBy: string | null;
}

interface Outcome {
  saved: number;
  rows: { at: number; values: (Value | null)[] }[];
  conflicts: Conflict[];
  refused: { at: number; column: string | null; reason: string }[];
  changeSetId: number | null;
}

export async function sendSheet(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const kind = form.dataset["sheet"] ?? "";
  const creates = form.querySelector<HTMLInputElement>("input[name=creates]")?.checked ?? false;
  const done = await withProgress(place, (progress) =>
    Excel.run(async (context) => {
      progress.say("comparing");
      const sheet = (await readSheets(context))[kind];
      if (!sheet) throw new ToldFailure(textOf("sheetsGone"));
      const changes = await findChanges(context, sheet);
      const fresh = withoutNew(changes, creates);
      if (changes.rows.length === 0) return { sheet, changes, fresh, outcome: null };
      progress.say("sending", changes.rows.length);
      const outcome = await postJson<Outcome>(`/panes/excel/sheets/${kind}/changes`, { rows: changes.rows });
      await clearMarks(context, changes.table.worksheet);
      await takeOver(context, sheet, changes, outcome);
      await markRefused(context, sheet, changes, outcome.refused);
      return { sheet, changes, fresh, outcome };
    }),
  );
  if (!done) return;
  const { outcome, changes, sheet, fresh } = done;
  showDone(place, "sent", outcome?.saved ?? 0, outcome?.conflicts.length ?? 0, outcome?.refused.length ?? 0);
  if (changes.removed > 0) tell(place, textOf("rowsRemoved", changes.removed));
  if (fresh > 0) tell(place, textOf("rowsNew", fresh));
  if (outcome?.changeSetId) offerUndo(place, outcome.changeSetId);
  if (outcome && outcome.conflicts.length > 0) showConflicts(form, place, sheet, changes, outcome.conflicts);
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

/** Writes the rows as the CRM has them now; cells that wait for a choice or were refused stay as the user left them. */
async function takeOver(context: Excel.RequestContext, sheet: EditedSheet, changes: SheetChanges, outcome: Outcome): Promise<void> {
  const isOpen = new Set([...outcome.conflicts, ...outcome.refused].map(({ at, column }) => `${at} ${column ?? ""}`));
  const conflicts = new Set(outcome.conflicts.map(({ at, column }) => `${at} ${column}`));
  const next: (Value | null)[][] = changes.body.map((line) => line.map(() => null));
  for (const { at, values } of outcome.rows) {
    const row = changes.at[at] ?? 0;
    const base = [...values];
    const before = changes.givenRows.find((line) => String(line[0]) === String(values[0]));
    for (const [index, column] of sheet.columns.entries()) {
      const place = changes.places[index] ?? -1;
      if (place >= 0 && !isOpen.has(`${at} ${column.key}`)) next[row]![place] = cellOf(values[index] ?? null);
      if (conflicts.has(`${at} ${column.key}`)) base[index] = before?.[index] ?? null;
    }
    writeGiven(changes, base);
  }
  if (outcome.rows.length > 0) changes.table.getDataBodyRange().values = next;
  await context.sync();
}

/** Keeps what a row was given last; a new record gets a row of its own. */
function writeGiven(changes: SheetChanges, values: readonly (Value | null)[]): void {
  let at = changes.givenRows.findIndex((line) => String(line[0]) === String(values[0]));
  if (at < 0) at = changes.givenRows.push([]) - 1;
  changes.givenRows[at] = values.map((value) => value ?? "");
  changes.given.getRangeByIndexes(at + 1, 0, 1, values.length).values = [values.map(cellOf)];
}

function showConflicts(form: HTMLFormElement, place: HTMLElement, sheet: EditedSheet, changes: SheetChanges, conflicts: readonly Conflict[]): void {
  const template = document.querySelector<HTMLTemplateElement>("template#conflict");
  let open = conflicts.length;
  for (const conflict of conflicts) {
    const card = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
    const kind = sheet.columns.find(({ key }) => key === conflict.column)?.kind;
    const shown = { title: conflict.title, heading: conflict.heading, given: asText(conflict.given, kind), mine: asText(conflict.mine, kind), theirs: asText(conflict.theirs, kind), by: conflict.changedBy ?? "" };
    for (const [name, value] of Object.entries(shown)) for (const element of card.querySelectorAll(`[data-${name}]`)) element.textContent = value;
    card.addEventListener("click", (event) => {
      const choice = (event.target as Element).closest<HTMLElement>("[data-choice]")?.dataset["choice"];
      if (!choice) return;
      void choose(sheet, changes, conflict, choice === "theirs").then(() => {
        card.remove();
        // Once everything is chosen, what the user kept is sent; somebody may have changed it yet again.
        if (--open === 0) void sendSheet(form, place);
      });
    });
    place.append(card);
  }
  place.querySelector<HTMLElement>("[data-choice]")?.focus();
}

/** A value as a person reads it; Excel counts days from the end of 1899. */
function asText(value: Value | null, kind: string | undefined): string {
  if (value === null) return "—";
  return kind === "Day" && typeof value === "number" ? new Date((value - 25_569) * 86_400_000).toISOString().slice(0, 10) : String(value);
}

/** From now on the cell was given what the others wrote; taking theirs also puts it on the sheet. */
async function choose(sheet: EditedSheet, changes: SheetChanges, conflict: Conflict, takesTheirs: boolean): Promise<void> {
  const column = sheet.columns.findIndex(({ key }) => key === conflict.column);
  const row = changes.at[conflict.at] ?? 0;
  const id = String(changes.body[row]?.[changes.places[0] ?? 0]);
  await Excel.run(async (context) => {
    const given = changes.givenRows.findIndex((line) => String(line[0]) === id);
    context.workbook.worksheets.getItem(sheet.givenSheetId).getRangeByIndexes(given + 1, column, 1, 1).values = [[cellOf(conflict.theirs)]];
    if (takesTheirs) context.workbook.tables.getItem(sheet.tableId).getDataBodyRange().getCell(row, changes.places[column] ?? 0).values = [[cellOf(conflict.theirs)]];
    await context.sync();
  });
}

function offerUndo(place: HTMLElement, changeSetId: number): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.dataset["undo"] = "";
  button.textContent = textOf("undo");
  button.addEventListener("click", () => {
    button.disabled = true;
    void postForm(`/app/audit/${changeSetId}/undo`, new FormData()).then(() => showDone(place, "undone"));
  });
  place.append(button);
}

function tell(place: HTMLElement, sentence: string): void {
  const line = document.createElement("p");
  line.className = "alert";
  line.textContent = sentence;
  place.append(line);
}
