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
  readAtText: string;
  sheets: InsertedSheet[];
  tables: { name: string; id: string }[];
}

const settingKey = "crm.reports";

/** The inserted reports by the report's name. */
export async function readInserted(context: Excel.RequestContext): Promise<Record<string, InsertedReport>> {
  const setting = context.workbook.settings.getItemOrNullObject(settingKey);
  setting.load("value");
  await context.sync();
  return setting.isNullObject ? {} : (JSON.parse(String(setting.value)) as Record<string, InsertedReport>);
}

/** Keeps a report that was inserted or refreshed. */
export async function keepInserted(context: Excel.RequestContext, report: string, inserted: InsertedReport): Promise<void> {
  context.workbook.settings.add(settingKey, JSON.stringify({ ...(await readInserted(context)), [report]: inserted }));
  await context.sync();
}
