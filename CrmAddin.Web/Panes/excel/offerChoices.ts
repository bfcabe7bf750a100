/** Puts drop-downs into the columns of a sheet that hold one of a fixed set of values. */
import { canOfferChoices } from "../shared/office";
import { cellOf, type ColumnToEdit } from "./editedSheets";

/** The choices stand on a sheet of their own: written into the rule they could have no comma and 255 characters together. */
export function offerChoices(shown: Excel.Worksheet, addListSheet: () => Excel.Worksheet, columns: readonly ColumnToEdit[], rows: number): Excel.Worksheet | null {
  const offered = columns.flatMap(({ choices, isEditable }, place) => (isEditable && choices && choices.length > 0 ? [{ choices, place }] : []));
  if (offered.length === 0 || !canOfferChoices()) return null;
  const lists = addListSheet();
  for (const [at, { choices, place }] of offered.entries()) {
    const source = lists.getRangeByIndexes(0, at, choices.length, 1);
    source.values = choices.map((choice) => [cellOf(choice)]);
    shown.getRangeByIndexes(1, place, Math.max(1, rows), 1).dataValidation.rule = { list: { inCellDropDown: true, source } };
  }
  return lists;
}
