/** Sheets to edit: what was inserted, and the values that it was given, which stay in the workbook on a sheet of their own. */

export type Value = string | number | boolean;

export interface ColumnToEdit {
  key: string;
  heading: string;
  kind: "Text" | "Number" | "Day" | "Choice";
  isEditable: boolean;
  choices: string[] | null;
}

export interface SheetToEdit {
  title: string;
  columns: ColumnToEdit[];
  rows: (Value | null)[][];
  readAtText: string;
  /** A workbook with an empty sheet that runs from right to left; null where any new sheet serves. */
  blank: string | null;
}

/** A sheet that was inserted: its table, and the sheet with the values that it was given. */
export interface EditedSheet {
  tableId: string;
  givenSheetId: string;
  columns: ColumnToEdit[];
}

const settingKey = "crm.sheets";

/** The sheets by their kind, "deals" or "contacts", the newest last. */
export async function readSheets(context: Excel.RequestContext): Promise<Record<string, EditedSheet[]>> {
  const setting = context.workbook.settings.getItemOrNullObject(settingKey);
  setting.load("value");
  await context.sync();
  return setting.isNullObject ? {} : (JSON.parse(String(setting.value)) as Record<string, EditedSheet[]>);
}

/** Keeps a sheet that was inserted beside those that still stand. */
export async function keepSheet(context: Excel.RequestContext, kind: string, sheet: EditedSheet): Promise<void> {
  const sheets = await readSheets(context);
  const standing = (await placesOf(context, sheets[kind] ?? [])).map((place) => place.sheet);
  context.workbook.settings.add(settingKey, JSON.stringify({ ...sheets, [kind]: [...standing, sheet] }));
  await context.sync();
}

/** The sheet of a kind that the user looks at, else the one that was inserted last; null where none stands any more. */
export async function findSheet(context: Excel.RequestContext, kind: string): Promise<EditedSheet | null> {
  const active = context.workbook.worksheets.getActiveWorksheet();
  active.load("id");
  const places = await placesOf(context, (await readSheets(context))[kind] ?? []);
  return (places.find((place) => place.worksheetId === active.id) ?? places.at(-1))?.sheet ?? null;
}

/** A value as a cell takes it: text stays text, whatever it begins with. */
export function cellOf(value: Value | null): Value {
  return value === null || value === "" ? "" : typeof value === "string" ? `'${value}` : value;
}

/** Those whose table still stands, each with the sheet on which it does. */
async function placesOf(context: Excel.RequestContext, sheets: readonly EditedSheet[]): Promise<{ sheet: EditedSheet; worksheetId: string }[]> {
  const tables = sheets.map((sheet) => ({ sheet, table: context.workbook.tables.getItemOrNullObject(sheet.tableId) }));
  await context.sync();
  const standing = tables.filter(({ table }) => !table.isNullObject);
  for (const { table } of standing) table.worksheet.load("id");
  await context.sync();
  return standing.map(({ sheet, table }) => ({ sheet, worksheetId: table.worksheet.id }));
}
