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
}

/** A sheet that was inserted: its table, and the sheet with the values that it was given. */
export interface EditedSheet {
  tableId: string;
  givenSheetId: string;
  columns: ColumnToEdit[];
}

const settingKey = "crm.sheets";

/** The sheets by their kind: "deals", "contacts". */
export async function readSheets(context: Excel.RequestContext): Promise<Record<string, EditedSheet>> {
  const setting = context.workbook.settings.getItemOrNullObject(settingKey);
  setting.load("value");
  await context.sync();
  return setting.isNullObject ? {} : (JSON.parse(String(setting.value)) as Record<string, EditedSheet>);
}

/** Keeps a sheet that was inserted. */
export async function keepSheet(context: Excel.RequestContext, kind: string, sheet: EditedSheet): Promise<void> {
  context.workbook.settings.add(settingKey, JSON.stringify({ ...(await readSheets(context)), [kind]: sheet }));
  await context.sync();
}

/** A value as a cell takes it: text stays text, whatever it begins with. */
export function cellOf(value: Value | null): Value {
  return value === null || value === "" ? "" : typeof value === "string" ? `'${value}` : value;
}
