/** Rows of a report's table: put in a part at a time. */
import { renamed, type Names } from "./formulaNames";
import type { CellValue, ReportColumn, ReportTable } from "./insertedReports";
import { partsOf } from "./parts";
import type { Progress } from "./progress";

/** A value as a cell takes it: text stays text, whatever it begins with. */
export function written(value: CellValue): string | number | boolean {
  return value === null ? "" : typeof value === "string" ? `'${value}` : value;
}

/** A row in the order of the table's headings; what is not the report's is left to the table. */
export function rowFor(headings: readonly string[], columns: readonly ReportColumn[], values: readonly CellValue[], names: Names): (string | number | boolean | null)[] {
  return headings.map((heading) => {
    const at = columns.findIndex((column) => column.heading === heading);
    const column = columns[at];
    if (!column) return null;
    return column.formula ? `=${renamed(column.formula, names)}` : written(values[at] ?? null);
  });
}

/** Adds rows at the table's end. */
export async function addRows(
  context: Excel.RequestContext, table: Excel.Table, headings: readonly string[], source: ReportTable, rows: readonly CellValue[][], names: Names, progress: Progress,
): Promise<void> {
  for (const part of partsOf(rows.map((row) => rowFor(headings, source.columns, row, names)))) {
    progress.check();
    table.rows.add(undefined, part.rows as (string | number | boolean)[][]);
    await context.sync();
    progress.say("rows", part.from + part.rows.length, rows.length);
  }
}
