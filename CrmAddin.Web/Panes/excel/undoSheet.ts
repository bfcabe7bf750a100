/** Takes back what was sent, and shows the rows on the sheet as the CRM has them then. */
import { postForm, postJson } from "../shared/crm";
import { showAny } from "../shared/failures";
import type { EditedSheet } from "./editedSheets";
import { showDone, tell, textOf } from "./progress";
import { findChanges, type ChangedRow } from "./sheetChanges";
import { forgetRow, takeOver, type Outcome } from "./sheetOutcome";

/** Offers to take back the change set that the rows were saved by. */
export function offerUndo(form: HTMLFormElement, place: HTMLElement, sheet: EditedSheet, outcome: Outcome): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.dataset["undo"] = "";
  button.textContent = textOf("undo");
  button.addEventListener("click", () => {
    button.disabled = true;
    undo(form, place, sheet, outcome).catch((failure: unknown) => {
      button.disabled = false;
      showAny(failure, form);
    });
  });
  place.append(button);
}

async function undo(form: HTMLFormElement, place: HTMLElement, sheet: EditedSheet, outcome: Outcome): Promise<void> {
  const { stayed } = await postForm<{ stayed: unknown[] }>(`/app/audit/${outcome.changeSetId}/undo`, new FormData());
  const numbers = new Set(outcome.rows.map(({ values }) => String(values[0])));
  await Excel.run((context) => readAnew(context, form.dataset["sheet"] ?? "", sheet, numbers));
  showDone(place, "undone");
  if (stayed.length > 0) tell(place, textOf("undoStayed", stayed.length));
}

/** Asks for rows without changing them; what the user wrote since and has not sent stays. */
async function readAnew(context: Excel.RequestContext, kind: string, sheet: EditedSheet, numbers: ReadonlySet<string>): Promise<void> {
  const changes = await findChanges(context, sheet);
  const unsent = new Map(changes.rows.map((row, index) => [changes.at[index], row.cells]));
  const numberPlace = changes.places[0] ?? 0;
  changes.at = changes.body.flatMap((line, at) => (numbers.has(String(line[numberPlace])) ? [at] : []));
  changes.rows = changes.at.map((at): ChangedRow => ({ id: Number(changes.body[at]?.[numberPlace]), cells: [] }));
  const outcome = await postJson<Outcome>(`/panes/excel/sheets/${kind}/changes`, { rows: changes.rows });
  const open = changes.at.flatMap((at, index) => (unsent.get(at) ?? []).map(({ column }) => `${index} ${column}`));
  await takeOver(context, sheet, changes, outcome, new Set(open));
  for (const { at } of outcome.refused) await forgetRow(context, changes, changes.at[at] ?? 0);
}
