/** What the CRM made of a sheet that was sent back, and the sheet as it stands after that. */
import { cellOf, type EditedSheet, type Value } from "./editedSheets";
import { partsOf } from "./parts";
import type { SheetChanges } from "./sheetChanges";

export interface Conflict {
  at: number;
  column: string;
  title: string;
  heading: string;
  given: Value | null;
  mine: Value | null;
  theirs: Value | null;
  changedBy: string | null;
}

export interface Refusal {
  at: number;
  /** Null where the whole row was refused. */
  column: string | null;
  reason: string;
}

export interface Outcome {
  saved: number;
  rows: { at: number; values: (Value | null)[] }[];
  conflicts: Conflict[];
  refused: Refusal[];
  changeSetId: number | null;
}

/** Writes the rows as the CRM has them now; cells that wait for a choice, were refused or are still to be sent stay as the user left them. */
export async function takeOver(context: Excel.RequestContext, sheet: EditedSheet, changes: SheetChanges, outcome: Outcome, unsent: ReadonlySet<string> = new Set()): Promise<void> {
  const isOpen = new Set([...[...outcome.conflicts, ...outcome.refused].map(({ at, column }) => `${at} ${column ?? ""}`), ...unsent]);
  const conflicts = new Set(outcome.conflicts.map(({ at, column }) => `${at} ${column}`));
  const next: (Value | null)[][] = changes.body.map((line) => line.map(() => null));
  const given: (Value | null)[][] = changes.givenRows.map((line) => line.map(() => null));
  const places = new Map(changes.givenRows.map((line, at) => [String(line[0]), at]));
  for (const { at, values } of outcome.rows) {
    const row = changes.at[at] ?? 0;
    const base = [...values];
    // A new record gets a row of its own.
    const place = places.get(String(values[0])) ?? changes.givenRows.length;
    const before = changes.givenRows[place];
    for (const [index, column] of sheet.columns.entries()) {
      const shownAt = changes.places[index] ?? -1;
      if (shownAt >= 0 && !isOpen.has(`${at} ${column.key}`)) next[row]![shownAt] = cellOf(values[index] ?? null);
      if (conflicts.has(`${at} ${column.key}`)) base[index] = before?.[index] ?? null;
    }
    changes.givenRows[place] = base.map((value) => value ?? "");
    given[place] = base.map(cellOf);
  }
  if (outcome.rows.length === 0) return;
  // Null leaves a cell as it is.
  const body = changes.table.getDataBodyRange();
  for (const { from, rows } of partsOf(next)) {
    body.getRow(from).getAbsoluteResizedRange(rows.length, next[0]?.length ?? 1).values = rows;
    await context.sync();
  }
  for (const { from, rows } of partsOf(given)) {
    changes.given.getRangeByIndexes(from + 1, 0, rows.length, rows[0]?.length ?? 1).values = rows;
    await context.sync();
  }
}

/** Makes a row new again whose record is gone: it loses its number and what it was given. */
export async function forgetRow(context: Excel.RequestContext, changes: SheetChanges, row: number): Promise<void> {
  const number = changes.places[0] ?? 0;
  const given = changes.givenRows.findIndex((line) => String(line[0]) === String(changes.body[row]?.[number]));
  changes.table.getDataBodyRange().getCell(row, number).values = [[""]];
  changes.given.getRangeByIndexes(given + 1, 0, 1, changes.givenRows[given]?.length ?? 1).clear("Contents");
  await context.sync();
}
