/** Marks on a sheet where a value was refused: a ground and a comment that says why. The next sending takes them away first. */
import { canComment } from "../shared/office";
import type { EditedSheet } from "./editedSheets";
import type { SheetChanges } from "./sheetChanges";
import type { Refusal } from "./sheetOutcome";

/** A marked cell and why it is marked. */
export interface Mark {
  address: string;
  reason: string;
}

const prefix = "CRM: ";
const refusedColor = "#FCE4D6";

export async function markRefused(context: Excel.RequestContext, sheet: EditedSheet, changes: SheetChanges, refused: readonly Refusal[]): Promise<Mark[]> {
  const marked = refused.map(({ at, column, reason }) => {
    const index = column === null ? 0 : sheet.columns.findIndex(({ key }) => key === column);
    const cell = changes.table.getDataBodyRange().getCell(changes.at[at] ?? 0, changes.places[index] ?? 0);
    cell.format.fill.color = refusedColor;
    if (canComment()) context.workbook.comments.add(cell, prefix + reason);
    cell.load("address");
    return { cell, reason };
  });
  await context.sync();
  return marked.map(({ cell, reason }) => ({ address: cell.address.slice(cell.address.lastIndexOf("!") + 1), reason }));
}

export async function clearMarks(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<void> {
  if (!canComment()) return;
  sheet.comments.load("items/content");
  await context.sync();
  for (const comment of sheet.comments.items.filter(({ content }) => content.startsWith(prefix))) {
    comment.getLocation().format.fill.clear();
    comment.delete();
  }
  await context.sync();
}
