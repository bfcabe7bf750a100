/** Inserts a report into the workbook that is open: its sheets, the rows of its tables a part at a time, and its charts. */
import { postForm } from "../shared/crm";
import { hostTakesCharts } from "../shared/office";
import { drawCharts } from "./drawCharts";
import type { Names } from "./formulaNames";
import { keepInserted, type InsertedReport, type InsertedSheet, type ReportParts } from "./insertedReports";
import { showDone, withProgress, type Progress } from "./progress";
import { askedOf } from "./rememberForms";
import { addRows } from "./tableRows";

/** Inserts what the form asks for, and says when it was read. */
export async function insertReport(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const report = form.dataset["report"] ?? "";
  const inserted = await withProgress(place, async (progress) => {
    progress.say("reading");
    const charts = hostTakesCharts();
    const asked = askedOf(form);
    const parts = await postForm<ReportParts>(`/panes/excel/reports/${report}/insertion?charts=${charts}`, new FormData(form), progress.signal);
    return Excel.run((context) => insert(context, report, asked, parts, charts, progress));
  });
  if (inserted) showDone(place, "inserted", inserted.tables.length > 0 ? inserted.rows : 0, inserted.readAtText);
}

async function insert(
  context: Excel.RequestContext, report: string, asked: InsertedReport["asked"], parts: ReportParts, hasCharts: boolean, progress: Progress,
): Promise<InsertedReport & { rows: number }> {
  progress.say("inserting");
  const sheets = await insertSheets(context, parts);
  const ids = new Map(sheets.map(({ name, id }) => [name, id]));
  try {
    const tables = await fillTables(context, parts, ids, progress);
    if (!hasCharts) await drawCharts(context, parts.charts, ids);
    const kept = { asked, readAtText: parts.readAtText, sheets, tables };
    await keepInserted(context, report, kept);
    const first = sheets[0];
    if (first) context.workbook.worksheets.getItem(first.id).activate();
    await context.sync();
    return { ...kept, rows: parts.tables.reduce((sum, table) => sum + table.rows.length, 0) };
  } catch (failure) {
    // Half a report is worse than none.
    for (const { id } of sheets) context.workbook.worksheets.getItem(id).delete();
    await context.sync();
    throw failure;
  }
}

/** Inserts the sheets and notes which of their cells are the report's. */
export async function insertSheets(context: Excel.RequestContext, parts: ReportParts): Promise<InsertedSheet[]> {
  const ids = context.workbook.insertWorksheetsFromBase64(parts.file, { positionType: "End" });
  await context.sync();
  const data = new Set(parts.tables.map((table) => table.sheet));
  const sheets = ids.value.map((id, at) => {
    const name = parts.sheets[at] ?? "";
    const used = data.has(name) ? null : context.workbook.worksheets.getItem(id).getUsedRangeOrNullObject(true);
    used?.load("formulas,rowIndex,columnIndex");
    return { name, id, used };
  });
  await context.sync();
  return sheets.map(({ name, id, used }) => ({ name, id, ownCells: used && !used.isNullObject ? ownCellsOf(used) : [] }));
}

/** The cells that hold something, from A1 on. */
export function ownCellsOf(used: Excel.Range): string[] {
  const lines = (used.formulas as unknown[][]).map((row) => "0".repeat(used.columnIndex) + row.map((cell) => (cell === "" ? "0" : "1")).join(""));
  return [...Array.from({ length: used.rowIndex }, () => ""), ...lines];
}

async function fillTables(context: Excel.RequestContext, parts: ReportParts, ids: ReadonlyMap<string, string>, progress: Progress): Promise<InsertedReport["tables"]> {
  const found = parts.tables.map((source) => {
    const table = context.workbook.worksheets.getItem(ids.get(source.sheet) ?? "").tables.getItemAt(0);
    table.load("id,name");
    return { source, table };
  });
  await context.sync();
  const names: Names = { tables: new Map(found.map(({ source, table }) => [source.name, table.name])), sheets: new Map() };
  for (const { source, table } of found)
    await addRows(context, table, source.columns.map((column) => column.heading), source, source.rows.slice(1), names, progress);
  return found.map(({ source, table }) => ({ name: source.name, id: table.id }));
}
