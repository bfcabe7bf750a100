/** Brings a table's rows up to date by their key. The user's columns, formulas and notes beside the rows stay where they are. */
import type { Names } from "./formulaNames";
import type { CellValue, ReportTable } from "./insertedReports";
import { partsOf, readCells } from "./parts";
import type { Progress } from "./progress";
import { addRows, written } from "./tableRows";

/** How many rows changed, came, went, and stayed only because the user wrote in them. */
export interface RowChanges {
  changed: number;
  added: number;
  removed: number;
  kept: number;
}

/** A table as it stands: the cells of its sheet, and where in them it lies. */
interface Standing {
  sheet: Excel.Worksheet;
  cells: unknown[][];
  top: number;
  left: number;
  /** Row and column of the first of the cells on the sheet. */
  row: number;
  column: number;
  rows: number;
  headings: string[];
}

const goneColor = "#E7E6E6";

export async function refreshTable(context: Excel.RequestContext, table: Excel.Table, source: ReportTable, names: Names, progress: Progress): Promise<RowChanges> {
  const standing = await read(context, table);
  const places = source.columns.map((column) => standing.headings.indexOf(column.heading));
  const keyColumn = source.columns.findIndex((column) => column.heading === source.key);
  const keyPlace = places[keyColumn] ?? -1;
  const fresh = new Map(source.rows.map((row, at) => [String(keyColumn < 0 ? at : row[keyColumn]), row]));
  const changes: RowChanges = { changed: 0, added: 0, removed: 0, kept: 0 };
  const next: (CellValue[] | null)[] = [];
  for (let at = 0; at < standing.rows; at++) {
    // Rows of a table without a key are taken in their order.
    const key = keyColumn < 0 ? String(at) : String(cellAt(standing, at, keyPlace));
    const row = fresh.get(key);
    fresh.delete(key);
    next.push(row ?? null);
    if (row && row.some((value, column) => isOther(standing, at, places[column] ?? -1, source, column, value))) changes.changed++;
  }
  await writeColumns(context, standing, source, places, next);
  const gone = next.flatMap((row, at) => (row === null ? [at] : []));
  const noted = gone.filter((at) => hasNotes(standing, at, places));
  changes.kept = noted.length;
  markKept(standing, noted, places, keyPlace);
  const added = [...fresh.values()];
  const removed = gone.filter((at) => !noted.includes(at));
  changes.removed = removed.filter((at) => cellAt(standing, at, keyPlace) !== "").length;
  await addRows(context, table, standing.headings, source, added, names, progress);
  changes.added = added.length;
  extendFormulas(standing, places, added.length);
  // A table keeps at least one row.
  const last = standing.rows + added.length === removed.length ? removed.shift() : undefined;
  if (last !== undefined) for (const place of places.filter((place) => place >= 0)) cell(standing, last, place).clear("Contents");
  for (const { from, count } of blocksOf(removed).toReversed()) standing.sheet.getRangeByIndexes(standing.top + from, 0, count, 1).getEntireRow().delete("Up");
  await context.sync();
  return changes;
}

async function read(context: Excel.RequestContext, table: Excel.Table): Promise<Standing> {
  const sheet = table.worksheet;
  const used = sheet.getUsedRangeOrNullObject(true);
  const [range, header] = [table.getRange(), table.getHeaderRowRange()];
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  range.load("rowIndex,columnIndex,rowCount");
  header.load("values");
  await context.sync();
  return {
    sheet,
    cells: await readCells(context, sheet, used, "formulas"),
    row: used.rowIndex,
    column: used.columnIndex,
    top: range.rowIndex + 1,
    left: range.columnIndex,
    rows: range.rowCount - 1,
    headings: (header.values[0] ?? []).map(String),
  };
}

function cellAt(standing: Standing, at: number, place: number): unknown {
  return standing.cells[standing.top + at - standing.row]?.[standing.left + place - standing.column] ?? "";
}

function cell(standing: Standing, at: number, place: number): Excel.Range {
  return standing.sheet.getRangeByIndexes(standing.top + at, standing.left + place, 1, 1);
}

function isOther(standing: Standing, at: number, place: number, source: ReportTable, column: number, value: CellValue): boolean {
  return place >= 0 && !source.columns[column]?.formula && cellAt(standing, at, place) !== (value ?? "");
}

/** The user's formulas go on into rows that were added: whether a program's rows take them over by themselves is not promised. */
function extendFormulas(standing: Standing, places: readonly number[], added: number): void {
  if (added === 0) return;
  for (const place of standing.headings.keys()) {
    const above = cellAt(standing, standing.rows - 1, place);
    if (places.includes(place) || !String(above).startsWith("=")) continue;
    standing.sheet.getRangeByIndexes(standing.top + standing.rows, standing.left + place, added, 1).copyFrom(cell(standing, standing.rows - 1, place), "Formulas");
  }
}

/** Rows that lie one under the other, as one. */
function blocksOf(rows: readonly number[]): { from: number; count: number }[] {
  const blocks: { from: number; count: number }[] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (last && last.from + last.count === row) last.count++;
    else blocks.push({ from: row, count: 1 });
  }
  return blocks;
}

async function writeColumns(context: Excel.RequestContext, standing: Standing, source: ReportTable, places: readonly number[], next: readonly (CellValue[] | null)[]): Promise<void> {
  for (const [column, place] of places.entries()) {
    const isChanged = next.some((row, at) => row && isOther(standing, at, place, source, column, row[column] ?? null));
    if (!isChanged) continue;
    // Null leaves a cell as it is.
    for (const { from, rows } of partsOf(next.map((row) => [row ? written(row[column] ?? null) : null]))) {
      standing.sheet.getRangeByIndexes(standing.top + from, standing.left + place, rows.length, 1).values = rows;
      await context.sync();
    }
  }
}

/** Whether the user wrote something into a row, beside or inside the table; a formula of theirs says nothing of this row alone. */
function hasNotes(standing: Standing, at: number, places: readonly number[]): boolean {
  const line = standing.cells[standing.top + at - standing.row] ?? [];
  return line.some((value, index) => !places.includes(standing.column + index - standing.left) && value !== "" && !String(value).startsWith("="));
}

function markKept(standing: Standing, noted: readonly number[], places: readonly number[], keyPlace: number): void {
  for (const at of noted)
    for (const place of places.filter((place) => place >= 0)) {
      cell(standing, at, place).format.fill.color = goneColor;
      if (place !== keyPlace) cell(standing, at, place).clear("Contents");
    }
}
