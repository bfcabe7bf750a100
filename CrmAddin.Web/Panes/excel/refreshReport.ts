/** Reads an inserted report anew in its place: rows by their key, sheets by their cells. What the user added stays. */
import { postForm } from "../shared/crm";
import { ToldFailure } from "../shared/failures";
import { drawCharts } from "./drawCharts";
import type { Names } from "./formulaNames";
import { insertSheets } from "./insertReport";
import { chosenInsertion, reportOf } from "./chooseInsertion";
import { keepInserted, type InsertedReport, type InsertedSheet, type ReportParts } from "./insertedReports";
import { showDone, textOf, withProgress, type Progress } from "./progress";
import { askedOf } from "./rememberForms";
import { refreshSheet } from "./refreshSheet";
import { refreshTable, type RowChanges } from "./refreshTable";

/** Refreshes the report and says what changed. */
export async function refreshReport(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const report = reportOf(form);
  const done = await withProgress(place, async (progress) => {
    progress.say("reading");
    const asked = askedOf(form);
    const parts = await postForm<ReportParts>(`/panes/excel/reports/${report}/insertion?charts=false`, new FormData(form), progress.signal);
    return Excel.run((context) => refresh(context, form, asked, parts, progress));
  });
  if (done) showDone(place, "refreshed", done.changed, done.added, done.removed, done.kept, done.readAtText);
}

async function refresh(
  context: Excel.RequestContext, form: HTMLFormElement, asked: InsertedReport["asked"], parts: ReportParts, progress: Progress,
): Promise<RowChanges & { readAtText: string }> {
  const known = await chosenInsertion(context, form);
  if (known && known.asked["language"] !== asked["language"]) throw new ToldFailure(textOf("otherLanguage"));
  if (!known || !(await isWhole(context, known, parts))) throw new ToldFailure(textOf("sheetsGone"));
  progress.say("inserting");
  progress.check();
  // From here on a stop would leave half of the old and half of the new.
  const steady: Progress = { ...progress, check: () => undefined };
  const fresh = await insertSheets(context, parts);
  try {
    const here = await namesOf(context, known.sheets, known.tables.map(({ name, id }) => ({ name, table: context.workbook.tables.getItem(id) })));
    const sheetOf = (name: string) => fresh.find((sheet) => sheet.name === name)?.id ?? "";
    const there = await namesOf(context, fresh, parts.tables.map(({ name, sheet }) => ({ name, table: context.workbook.worksheets.getItem(sheetOf(sheet)).tables.getItemAt(0) })));
    const total: RowChanges = { changed: 0, added: 0, removed: 0, kept: 0 };
    for (const source of parts.tables) {
      const changes = await refreshTable(context, context.workbook.tables.getItem(known.tables.find((table) => table.name === source.name)?.id ?? ""), source, here, steady);
      for (const key of Object.keys(total) as (keyof RowChanges)[]) total[key] += changes[key];
    }
    const inReport = new Set(parts.tables.map((table) => table.sheet));
    for (const sheet of fresh.filter(({ name }) => !inReport.has(name))) {
      const own = known.sheets.find(({ name }) => name === sheet.name);
      if (own) await refreshSheet(context, own, sheet, across(there, here));
    }
    const sheets = known.sheets.map((sheet) => ({ ...sheet, ownCells: fresh.find(({ name }) => name === sheet.name)?.ownCells ?? [] }));
    await drawCharts(context, parts.charts, new Map(sheets.map(({ name, id }) => [name, id])));
    await keepInserted(context, reportOf(form), { asked, readAtText: parts.readAtText, sheets, tables: known.tables });
    return { ...total, readAtText: parts.readAtText };
  } finally {
    for (const { id } of fresh) context.workbook.worksheets.getItem(id).delete();
    await context.sync();
  }
}

async function isWhole(context: Excel.RequestContext, known: InsertedReport, parts: ReportParts): Promise<boolean> {
  const tables = known.tables.map(({ id }) => context.workbook.tables.getItemOrNullObject(id));
  await context.sync();
  return !tables.some((one) => one.isNullObject) && parts.tables.every(({ name }) => known.tables.some((table) => table.name === name));
}

/** The names that a report's sheets and tables have in the workbook. */
async function namesOf(context: Excel.RequestContext, sheets: readonly InsertedSheet[], tables: readonly { name: string; table: Excel.Table }[]): Promise<Names> {
  const named = sheets.map(({ name, id }) => ({ name, sheet: context.workbook.worksheets.getItem(id) }));
  for (const { sheet } of named) sheet.load("name");
  for (const { table } of tables) table.load("name");
  await context.sync();
  return { tables: new Map(tables.map(({ name, table }) => [name, table.name])), sheets: new Map(named.map(({ name, sheet }) => [name, sheet.name])) };
}

/** The names here by the names that the same things have there. */
function across(there: Names, here: Names): Names {
  const join = (from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>) => new Map([...from].map(([name, other]) => [other, to.get(name) ?? other]));
  return { tables: join(there.tables, here.tables), sheets: join(there.sheets, here.sheets) };
}
