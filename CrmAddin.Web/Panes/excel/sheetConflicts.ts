/** Puts cells that the sheet and others changed side by side, and waits for a choice. */
import { showAny } from "../shared/failures";
import { cellOf, type EditedSheet, type Value } from "./editedSheets";
import type { SheetChanges } from "./sheetChanges";
import type { Conflict } from "./sheetOutcome";

/** Shows a card a conflict; goes on once everything is chosen. */
export function showConflicts(
  form: HTMLFormElement, place: HTMLElement, sheet: EditedSheet, changes: SheetChanges, conflicts: readonly Conflict[], chosen: () => Promise<void>,
): void {
  let open = conflicts.length;
  for (const conflict of conflicts) {
    const card = cardOf(conflict, sheet);
    card.addEventListener("click", (event) => {
      const choice = (event.target as Element).closest<HTMLElement>("[data-choice]")?.dataset["choice"];
      if (!choice) return;
      choose(sheet, changes, conflict, choice === "theirs")
        .then(() => {
          card.remove();
          return --open === 0 ? chosen() : undefined;
        })
        .catch((failure: unknown) => showAny(failure, form));
    });
    place.append(card);
  }
  place.querySelector<HTMLElement>("[data-choice]")?.focus();
}

function cardOf(conflict: Conflict, sheet: EditedSheet): HTMLElement {
  const card = document.querySelector<HTMLTemplateElement>("template#conflict")?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  const kind = sheet.columns.find(({ key }) => key === conflict.column)?.kind;
  const shown = { title: conflict.title, heading: conflict.heading, given: asText(conflict.given, kind), mine: asText(conflict.mine, kind), theirs: asText(conflict.theirs, kind), by: conflict.changedBy ?? "" };
  for (const [name, value] of Object.entries(shown)) for (const element of card.querySelectorAll(`[data-${name}]`)) element.textContent = value;
  return card;
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
