/** Puts records on a sheet of their own, to be edited and sent back. */
import { postJson } from "../shared/crm";
import { canInsertSheets } from "../shared/office";
import { cellOf, keepSheet, type ColumnToEdit, type SheetToEdit } from "./editedSheets";
import { offerChoices } from "./offerChoices";
import { partsOf } from "./parts";
import { showDone, withProgress, type Progress } from "./progress";

const readOnlyColor = "#F2F2F2";
const formats = { Text: "@", Choice: "@", Number: "General", Day: "yyyy-mm-dd" };

export async function editSheet(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const kind = form.dataset["sheet"] ?? "";
  const rows = await withProgress(place, async (progress) => {
    progress.say("reading");
    const asked = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const sheet = await postJson<SheetToEdit>(`/panes/excel/sheets/${kind}`, asked);
    progress.check();
    await Excel.run((context) => insert(context, kind, sheet, progress));
    return sheet;
  });
  if (rows) showDone(place, "inserted", rows.rows.length, rows.readAtText);
}

async function insert(context: Excel.RequestContext, kind: string, sheet: SheetToEdit, progress: Progress): Promise<void> {
  const names = context.workbook.worksheets;
  names.load("items/name");
  await context.sync();
  const taken = new Set(names.items.map((one) => one.name.toLowerCase()));
  const shown = await addShown(context, free(sheet.title, taken), sheet.blank);
  const given = addHidden(context, free(`crm-${kind}`, taken));
  const lists = offerChoices(shown, () => addHidden(context, free(`crm-${kind}-lists`, taken)), sheet.columns, sheet.rows.length);
  shown.load("id");
  given.load("id");
  await context.sync();
  try {
    await fill(context, kind, sheet, shown, given, progress);
  } catch (failure) {
    // Half a sheet would be sent back as if rows were missing.
    for (const half of [lists, given, shown]) half?.delete();
    await context.sync();
    throw failure;
  }
}

// No program can turn a sheet round, but one that already runs the other way can be inserted.
async function addShown(context: Excel.RequestContext, name: string, blank: string | null): Promise<Excel.Worksheet> {
  if (blank === null || !canInsertSheets()) return context.workbook.worksheets.add(name);
  const ids = context.workbook.insertWorksheetsFromBase64(blank, { positionType: "End" });
  await context.sync();
  const shown = context.workbook.worksheets.getItem(ids.value[0] ?? "");
  shown.name = name;
  return shown;
}

function addHidden(context: Excel.RequestContext, name: string): Excel.Worksheet {
  const sheet = context.workbook.worksheets.add(name);
  sheet.visibility = "VeryHidden";
  return sheet;
}

async function fill(context: Excel.RequestContext, kind: string, sheet: SheetToEdit, shown: Excel.Worksheet, given: Excel.Worksheet, progress: Progress): Promise<void> {
  const headings = sheet.columns.map((column) => column.heading);
  for (const target of [shown, given]) await write(context, target, headings, sheet, progress);
  const table = shown.tables.add(rangeOf(shown, sheet.rows.length + 1, headings.length), true);
  table.load("id");
  paint(shown, sheet.columns, sheet.rows.length);
  shown.freezePanes.freezeRows(1);
  shown.activate();
  await context.sync();
  await keepSheet(context, kind, { tableId: table.id, givenSheetId: given.id, columns: sheet.columns });
}

async function write(context: Excel.RequestContext, target: Excel.Worksheet, headings: string[], sheet: SheetToEdit, progress: Progress): Promise<void> {
  rangeOf(target, 1, headings.length).values = [headings.map((heading) => `'${heading}`)];
  for (const [at, column] of sheet.columns.entries()) target.getRangeByIndexes(1, at, Math.max(1, sheet.rows.length), 1).numberFormat = formats[column.kind] as unknown as string[][];
  for (const { from, rows } of partsOf(sheet.rows.map((row) => row.map(cellOf)))) {
    progress.check();
    target.getRangeByIndexes(from + 1, 0, rows.length, headings.length).values = rows;
    await context.sync();
    progress.say("rows", from + rows.length, sheet.rows.length);
  }
}

function paint(sheet: Excel.Worksheet, columns: readonly ColumnToEdit[], rows: number): void {
  for (const [at, column] of columns.entries()) if (!column.isEditable) sheet.getRangeByIndexes(1, at, Math.max(1, rows), 1).format.fill.color = readOnlyColor;
  rangeOf(sheet, rows + 1, columns.length).format.autofitColumns();
}

function rangeOf(sheet: Excel.Worksheet, rows: number, columns: number): Excel.Range {
  // A table has at least one row under its headings.
  return sheet.getRangeByIndexes(0, 0, Math.max(rows, 1), columns);
}

function free(name: string, taken: Set<string>): string {
  let found = name;
  for (let number = 2; taken.has(found.toLowerCase()); number++) found = `${name} ${number}`;
  taken.add(found.toLowerCase());
  return found;
}
