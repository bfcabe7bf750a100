/** Addresses of cells in A1 form; rows and columns count from 0, as Office.js counts them. */

/** A rectangle of cells. */
export interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** The most rows and columns of a sheet. */
export const mostRows = 1_048_576;
export const mostColumns = 16_384;

const cell = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/i;
const wholeRows = /^\$?([0-9]{1,7}):\$?([0-9]{1,7})$/;
const wholeColumns = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i;

/** The letters of a column. */
export function lettersOf(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** The column of its letters. */
export function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The address of an area. */
export function addressOf({ row, column, rows, columns }: Area): string {
  const first = `${lettersOf(column)}${row + 1}`;
  return rows === 1 && columns === 1 ? first : `${first}:${lettersOf(column + columns - 1)}${row + rows}`;
}

/** The area of an address without a sheet; null where it is none. */
export function areaOf(address: string): Area | null {
  const lines = wholeRows.exec(address);
  if (lines) return { row: Number(lines[1]) - 1, column: 0, rows: Number(lines[2]) - Number(lines[1]) + 1, columns: mostColumns };
  const letters = wholeColumns.exec(address);
  if (letters) return { row: 0, column: columnOf(letters[1] ?? ""), rows: mostRows, columns: columnOf(letters[2] ?? "") - columnOf(letters[1] ?? "") + 1 };
  const [from, to] = address.split(":").map((part) => cell.exec(part));
  if (!from || to === null) return null;
  const first = { row: Number(from[2]) - 1, column: columnOf(from[1] ?? "") };
  const last = to ? { row: Number(to[2]) - 1, column: columnOf(to[1] ?? "") } : first;
  return { ...first, rows: last.row - first.row + 1, columns: last.column - first.column + 1 };
}

/** Sheet and address apart: "'Deals 2'!A1" is ["Deals 2", "A1"]. */
export function splitSheet(reference: string): [string | null, string] {
  const mark = reference.lastIndexOf("!");
  if (mark < 0) return [null, reference];
  const sheet = reference.slice(0, mark);
  return [sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet, reference.slice(mark + 1)];
}

/** A sheet's name as references write it. */
export function quoted(sheet: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) && !areaOf(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
}
