/** Lists of choices as cells have them: of Excel's kinds of data validation the one that the pane uses. */
import { areaOf, splitSheet, type Area } from "./addresses";
import { invalid, type Book, type Sheet } from "./model";

/** Where a cell's choices stand: in the rule itself, or in cells. */
export type ChoiceList = { text: string } | { sheet: Sheet; area: Area };

const mostLetters = 255;

/** The list of a rule as a program gives it: a text of choices or a reference. */
export function listOf(source: string, book: Book): ChoiceList {
  if (source === "" || (!source.startsWith("=") && source.length > mostLetters)) throw invalid();
  if (!source.startsWith("=")) return { text: source };
  const [name, address] = splitSheet(source.slice(1));
  const [sheet, area] = [name === null ? book.active : book.sheetOf(name), areaOf(address)];
  if (!sheet || !area) throw invalid();
  return listIn(sheet, area);
}

/** The list of cells that lie in one row or column. */
export function listIn(sheet: Sheet, area: Area): ChoiceList {
  if (area.rows > 1 && area.columns > 1) throw invalid("The list source must be a delimited list, or a reference to a single row or column.");
  return { sheet, area };
}

/** The choices as they stand now. */
export function choicesOf(list: ChoiceList): string[] {
  if ("text" in list) return list.text.split(",").map((choice) => choice.trim());
  return [...list.sheet.inside(list.area)].map(([, , cell]) => String(cell.value)).filter((choice) => choice !== "");
}

/** Whether a user may type a text into a cell with these choices. Excel tells capital letters apart only where the rule itself holds the choices. */
export function isOnList(list: ChoiceList, text: string): boolean {
  const plain = (choice: string) => ("text" in list ? choice : choice.toLowerCase());
  return text === "" || choicesOf(list).some((choice) => plain(choice) === plain(text));
}
