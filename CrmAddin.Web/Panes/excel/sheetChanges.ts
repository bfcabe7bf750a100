/** What was changed on a sheet to edit, found by comparing it with the values that it was given. */
import { ToldFailure } from "../shared/failures";
import type { EditedSheet, Value } from "./editedSheets";
import { readCells } from "./parts";
import { textOf } from "./progress";

export interface ChangedRow {
  id: number | null;
  cells: { column: string; given: Value | null; mine: Value | null }[];
}

/** The sheet as it stands, and what is to be sent. */
export interface SheetChanges {
  table: Excel.Table;
  given: Excel.Worksheet;
  /** The table's column of each of the sheet's columns; -1 for one that is gone. */
  places: number[];
  body: Value[][];
  givenRows: Value[][];
  /** The table's row of each row that is sent. */
  at: number[];
  rows: ChangedRow[];
  /** Records whose rows are gone from the sheet. */
  removed: number;
}

export async function findChanges(context: Excel.RequestContext, sheet: EditedSheet): Promise<SheetChanges> {
  const table = context.workbook.tables.getItemOrNullObject(sheet.tableId);
  const given = context.workbook.worksheets.getItemOrNullObject(sheet.givenSheetId);
  await context.sync();
  if (table.isNullObject || given.isNullObject) throw new ToldFailure(textOf("sheetsGone"));
  const [header, body, base] = [table.getHeaderRowRange(), table.getDataBodyRange(), given.getUsedRangeOrNullObject(true)];
  header.load("values");
  for (const range of [body, base]) range.load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  const headings = (header.values[0] ?? []).map(String);
  const changes: SheetChanges = {
    table,
    given,
    places: sheet.columns.map((column) => headings.indexOf(column.heading)),
    body: (await readCells(context, table.worksheet, body, "values")) as Value[][],
    givenRows: ((await readCells(context, given, base, "values")) as Value[][]).slice(1),
    at: [],
    rows: [],
    removed: 0,
  };
  if (changes.places[0] === -1) throw new ToldFailure(textOf("numbersGone", sheet.columns[0]?.heading ?? ""));
  collect(sheet, changes);
  return changes;
}

function collect(sheet: EditedSheet, changes: SheetChanges): void {
  const byId = new Map(changes.givenRows.filter((row) => row[0] !== "").map((row) => [String(row[0]), row]));
  const numberPlace = changes.places[0] ?? 0;
  for (const [at, line] of changes.body.entries()) {
    const key = String(line[numberPlace] ?? "");
    const base = byId.get(key);
    // A row that was copied comes a second time without what it was given: it is a new one.
    byId.delete(key);
    const cells = sheet.columns.flatMap((column, index) => {
      const place = changes.places[index] ?? -1;
      if (index === 0 || place < 0) return [];
      const [mine, was] = [line[place] ?? "", base?.[index] ?? ""];
      return mine === was || (!base && !column.isEditable) ? [] : [{ column: column.key, given: was === "" ? null : was, mine: mine === "" ? null : mine }];
    });
    if (cells.length === 0) continue;
    changes.at.push(at);
    changes.rows.push({ id: base ? Number(key) : null, cells });
  }
  changes.removed = byId.size;
}
