/** What the workbook remembers of the reports that were inserted into it: it travels with the file. */

/** A column of a table as the server names it. */
export interface ReportColumn {
  heading: string;
  formula: string | null;
}

export type CellValue = string | number | boolean | null;

export interface ReportTable {
  sheet: string;
  name: string;
  key: string | null;
  columns: ReportColumn[];
  rows: CellValue[][];
}

export interface ReportSeries {
  type: string;
  name: string;
  categories: string;
  values: string;
  color: string | null;
  hasLabels: boolean;
}

export interface ReportChart {
  sheet: string;
  name: string;
  title: string;
  from: string;
  to: string;
  numberFormat: string | null;
  isMirrored: boolean;
  series: ReportSeries[];
}

/** A report as the server cuts it for insertion. */
export interface ReportParts {
  file: string;
  sheets: string[];
  tables: ReportTable[];
  charts: ReportChart[];
  readAt: string;
  readAtText: string;
}

/** A sheet of an inserted report: its name in the report, its id in the workbook, and which of its cells are the report's. */
export interface InsertedSheet {
  name: string;
  id: string;
  /** A line of "1" and "0" a row, from A1 on; empty for a data sheet. */
  ownCells: string[];
}

export interface InsertedReport {
  /** What the report was asked for, by the fields of its form. */
  asked: Record<string, string>;
  readAtText: string;
  sheets: InsertedSheet[];
  tables: { name: string; id: string }[];
}

/** An inserted report of which a sheet still stands, and what the first of those is called now. */
export interface StandingReport {
  inserted: InsertedReport;
  sheetName: string;
}

const settingKey = "crm.insertions";

/** The inserted reports that still stand by the report's name, the newest last. What the user deleted of their sheets is no longer theirs. */
export async function readInserted(context: Excel.RequestContext): Promise<Record<string, StandingReport[]>> {
  const setting = context.workbook.settings.getItemOrNullObject(settingKey);
  setting.load("value");
  await context.sync();
  const kept = setting.isNullObject ? {} : (JSON.parse(String(setting.value)) as Record<string, InsertedReport[]>);
  const found = Object.entries(kept).map(([report, all]) => ({ report, all: all.map((inserted) => ({ inserted, sheets: sheetsOf(context, inserted) })) }));
  await context.sync();
  return Object.fromEntries(found.map(({ report, all }) => [report, all.flatMap(({ inserted, sheets }) => standing(inserted, sheets))]));
}

/** Keeps a report that was inserted, or what became of it when it was refreshed, and forgets those that no longer stand. */
export async function keepInserted(context: Excel.RequestContext, report: string, inserted: InsertedReport): Promise<void> {
  const kept = Object.entries(await readInserted(context)).map(([name, all]) => [name, all.map((one) => one.inserted)] as const);
  const all = Object.fromEntries(kept);
  const before = all[report] ?? [];
  const at = before.findIndex((one) => idOf(one) === idOf(inserted));
  all[report] = at < 0 ? [...before, inserted] : before.with(at, inserted);
  context.workbook.settings.add(settingKey, JSON.stringify(all));
  await context.sync();
}

/** Tells the insertions of a report apart: their tables are theirs alone, whatever becomes of their sheets. */
export function idOf(inserted: InsertedReport): string {
  return inserted.tables[0]?.id ?? "";
}

type FoundSheet = InsertedSheet & { worksheet: Excel.Worksheet };

function sheetsOf(context: Excel.RequestContext, inserted: InsertedReport): FoundSheet[] {
  return inserted.sheets.map((sheet) => {
    const worksheet = context.workbook.worksheets.getItemOrNullObject(sheet.id);
    worksheet.load("name");
    return { ...sheet, worksheet };
  });
}

function standing(inserted: InsertedReport, found: readonly FoundSheet[]): StandingReport[] {
  const left = found.filter(({ worksheet }) => !worksheet.isNullObject);
  const sheets = left.map(({ worksheet: _, ...sheet }) => sheet);
  return left.slice(0, 1).map(({ worksheet }) => ({ inserted: { ...inserted, sheets }, sheetName: worksheet.name }));
}
