/** Puts a report's sheet of figures in the place of the one that was inserted before, cell by cell, so that references to it hold. */
import { renamed, type Names } from "./formulaNames";
import type { InsertedSheet } from "./insertedReports";

/** Takes values, formulas and formats over from the fresh sheet; what the user wrote between the report's cells stays. */
export async function refreshSheet(context: Excel.RequestContext, own: InsertedSheet, fresh: InsertedSheet, names: Names): Promise<void> {
  const [target, source] = [context.workbook.worksheets.getItem(own.id), context.workbook.worksheets.getItem(fresh.id)];
  const rows = Math.max(own.ownCells.length, fresh.ownCells.length);
  const columns = Math.max(...[...own.ownCells, ...fresh.ownCells].map((line) => line.length), 1);
  const [before, after] = [target.getRangeByIndexes(0, 0, rows, columns), source.getRangeByIndexes(0, 0, rows, columns)];
  before.load("formulas");
  after.load("formulas,values");
  await context.sync();
  const notes: unknown[] = [];
  const next = after.formulas.map((row: unknown[], at: number) =>
    row.map((formula, column) => {
      const [wasOwn, isOwn] = [own.ownCells[at]?.[column] === "1", fresh.ownCells[at]?.[column] === "1"];
      const standing = before.formulas[at]?.[column];
      if (!wasOwn && isOwn && standing !== "") notes.push(standing);
      if (isOwn) return cellText(formula, after.values[at]?.[column], names);
      return wasOwn ? "" : null;
    }),
  );
  before.unmerge();
  before.copyFrom(after, "Formats");
  before.formulas = next;
  // What stood where the report now has a cell goes beside it and is not lost.
  notes.forEach((note, at) => (target.getRangeByIndexes(at, columns + 1, 1, 1).formulas = [[note]]));
  await context.sync();
}

// A text that only looks like a formula equals its own value.
function cellText(formula: unknown, value: unknown, names: Names): unknown {
  if (typeof formula !== "string" || formula === "") return formula;
  return formula.startsWith("=") && formula !== value ? renamed(formula, names) : `'${formula}`;
}
