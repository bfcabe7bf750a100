/** The workbook that stands in for Excel's: sheets, cells, tables, charts, settings. It lives in the page around the pane. */
import { addressOf, areaOf, mostColumns, mostRows, type Area } from "./addresses";
import type { ChoiceList } from "./choiceLists";
import { moved, renamed, withoutRows } from "./formulaText";

export type Scalar = string | number | boolean;

export interface Cell {
  value: Scalar;
  formula?: string;
  numberFormat?: string;
  fill?: string;
  fontColor?: string;
  isBold?: boolean;
  /** What may be typed into the cell. */
  list?: ChoiceList;
  /** The cell whose formula spills into this one. */
  spillOf?: string;
}

export interface Table {
  id: string;
  name: string;
  sheet: Sheet;
  area: Area;
}

export interface Series {
  name: string;
  type: string;
  values: string;
  categories: string;
  color: string | null;
}

export interface Chart {
  name: string;
  type: string;
  title: string;
  from: string;
  to: string;
  series: Series[];
}

export interface Comment {
  sheet: Sheet;
  row: number;
  column: number;
  text: string;
}

/** What Excel says where something is not there or not allowed. */
export class ExcelRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = () => new ExcelRefusal("ItemNotFound", "The requested resource doesn't exist.");
export const invalid = (message = "The argument is invalid or missing or has an incorrect format.") => new ExcelRefusal("InvalidArgument", message);

let lastId = 0;
export const newId = () => `{${String(++lastId).padStart(8, "0")}-0000-4000-8000-000000000000}`;

export class Sheet {
  readonly id = newId();
  readonly cells = new Map<number, Cell>();
  readonly charts: Chart[] = [];
  readonly merges: Area[] = [];
  readonly hiddenColumns = new Set<number>();
  visibility = "Visible";
  isRightToLeft = false;
  frozenRows = 0;

  constructor(
    readonly book: Book,
    public name: string,
  ) {}

  at(row: number, column: number): Cell | undefined {
    return this.cells.get(row * mostColumns + column);
  }

  /** The cell, made where there is none. */
  cell(row: number, column: number): Cell {
    const key = row * mostColumns + column;
    let cell = this.cells.get(key);
    if (!cell) this.cells.set(key, (cell = { value: "" }));
    return cell;
  }

  *inside(area: Area): Generator<[row: number, column: number, cell: Cell]> {
    for (const [key, cell] of [...this.cells]) {
      const [row, column] = [Math.floor(key / mostColumns), key % mostColumns];
      if (row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns) yield [row, column, cell];
    }
  }

  /** The rectangle of all cells that hold something; of all formatted ones too unless only values count. */
  used(valuesOnly: boolean): Area | null {
    let [top, left, bottom, right] = [mostRows, mostColumns, -1, -1];
    for (const [row, column, cell] of this.inside({ row: 0, column: 0, rows: mostRows, columns: mostColumns })) {
      if (valuesOnly && cell.value === "" && !cell.formula) continue;
      [top, left, bottom, right] = [Math.min(top, row), Math.min(left, column), Math.max(bottom, row), Math.max(right, column)];
    }
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  /** Puts in what a user or a program writes: a formula, a number, a day, or text; "'" makes text of anything. */
  write(row: number, column: number, written: Scalar): void {
    if (row >= mostRows || column >= mostColumns) throw invalid();
    const cell = this.cell(row, column);
    delete cell.formula;
    delete cell.spillOf;
    if (typeof written !== "string") cell.value = written;
    else if (written.startsWith("'")) cell.value = written.slice(1);
    else if (written.startsWith("=") && written.length > 1) [cell.formula, cell.value] = [written, 0];
    else cell.value = cell.numberFormat === "@" ? written : guessed(written, cell);
  }

  clear(area: Area, what: string): void {
    for (const [row, column, cell] of this.inside(area)) {
      if (what !== "Contents") this.cells.delete(row * mostColumns + column);
      if (what === "Contents") [cell.value, cell.formula] = ["", undefined as never];
      if (what === "Formats") this.cells.set(row * mostColumns + column, { value: cell.value, ...(cell.formula ? { formula: cell.formula } : {}), ...(cell.list ? { list: cell.list } : {}) });
    }
  }

  /** Moves cells down or up; those that are left behind are empty. */
  shift(area: Area, rows: number): void {
    const moving = [...this.inside({ ...area, rows: mostRows - area.row })];
    for (const [row, column] of moving) this.cells.delete(row * mostColumns + column);
    for (const [row, column, cell] of moving) if (row + rows >= area.row + Math.min(0, rows)) this.cells.set((row + rows) * mostColumns + column, cell);
  }

  /** Takes whole rows away, with what stood in them. */
  deleteRows(row: number, count: number): void {
    for (const [at, column] of this.inside({ row, column: 0, rows: count, columns: mostColumns })) this.cells.delete(at * mostColumns + column);
    this.shift({ row: row + count, column: 0, rows: 1, columns: mostColumns }, -count);
    for (const table of this.book.tables.filter((table) => table.sheet === this)) {
      const inside = Math.max(0, Math.min(table.area.row + table.area.rows, row + count) - Math.max(table.area.row, row));
      table.area = { ...table.area, row: table.area.row - Math.max(0, Math.min(table.area.row, row + count) - row), rows: table.area.rows - inside };
    }
    for (const comment of this.book.comments.filter((comment) => comment.sheet === this && comment.row >= row + count)) comment.row -= count;
    this.book.rewrite((formula, home) => withoutRows(formula, home, this.name, row, count));
  }
}

export class Book {
  readonly sheets: Sheet[] = [];
  readonly tables: Table[] = [];
  readonly settings = new Map<string, unknown>();
  readonly comments: Comment[] = [];
  readonly listeners = new Set<() => void>();
  active: Sheet;

  constructor() {
    this.active = this.addSheet("Sheet1");
  }

  addSheet(name: string, at = this.sheets.length): Sheet {
    if (this.sheetOf(name)) throw new ExcelRefusal("ItemAlreadyExists", "A resource with the same name or identifier already exists.");
    if (name.length === 0 || name.length > 31 || /[[\]:*?/\\]/u.test(name)) throw invalid();
    const sheet = new Sheet(this, name);
    this.sheets.splice(at, 0, sheet);
    return sheet;
  }

  /** A name that no sheet has: "Summary (2)". */
  freeName(name: string): string {
    let free = name;
    for (let number = 2; this.sheetOf(free); number++) free = `${name.slice(0, 31 - ` (${number})`.length)} (${number})`;
    return free;
  }

  sheetOf(nameOrId: string): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === nameOrId || sheet.name.toLowerCase() === nameOrId.toLowerCase());
  }

  deleteSheet(sheet: Sheet): void {
    if (this.sheets.filter((other) => other.visibility === "Visible" && other !== sheet).length === 0) throw new ExcelRefusal("InvalidOperation", "A workbook keeps one visible sheet.");
    this.sheets.splice(this.sheets.indexOf(sheet), 1);
    for (const table of this.tables.filter((table) => table.sheet === sheet)) this.tables.splice(this.tables.indexOf(table), 1);
    if (this.active === sheet) this.active = this.sheets.find((other) => other.visibility === "Visible")!;
  }

  tableOf(nameOrId: string): Table | undefined {
    return this.tables.find((table) => table.id === nameOrId || table.name.toLowerCase() === nameOrId.toLowerCase());
  }

  freeTableName(name: string): string {
    let free = name;
    for (let number = 1; this.tableOf(free); number++) free = `${name}${number}`;
    return free;
  }

  addTable(sheet: Sheet, area: Area, name: string): Table {
    const overlaps = (other: Table) => other.sheet === sheet && other.area.row < area.row + area.rows && area.row < other.area.row + other.area.rows && other.area.column < area.column + area.columns && area.column < other.area.column + other.area.columns;
    if (this.tables.some(overlaps)) throw invalid("A table can't overlap another table.");
    const table: Table = { id: newId(), name: this.freeTableName(name), sheet, area };
    this.tables.push(table);
    return table;
  }

  /** Adds rows at a table's end; what stands under it makes room. */
  addRows(table: Table, rows: readonly (readonly (Scalar | null)[])[]): void {
    const { area, sheet } = table;
    if (rows.some((row) => row.length !== area.columns)) throw invalid("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
    const end = area.row + area.rows;
    sheet.shift({ ...area, row: end, rows: 1 }, rows.length);
    for (const [at, row] of rows.entries())
      for (const [column, value] of row.entries()) {
        const above = sheet.at(end - 1, area.column + column);
        if (above?.numberFormat) sheet.cell(end + at, area.column + column).numberFormat = above.numberFormat;
        if (above?.list) sheet.cell(end + at, area.column + column).list = above.list;
        if (value !== null && value !== "") sheet.write(end + at, area.column + column, value);
      }
    table.area = { ...area, rows: area.rows + rows.length };
  }

  /** Changes every formula of the workbook. */
  rewrite(change: (formula: string, home: string) => string): void {
    for (const sheet of this.sheets) for (const cell of sheet.cells.values()) if (cell.formula) cell.formula = change(cell.formula, sheet.name);
  }

  renameSheet(sheet: Sheet, name: string): void {
    const names = new Map([[sheet.name, name]]);
    this.rewrite((formula) => renamed(formula, new Map(), names));
    sheet.name = name;
  }

  renameTable(table: Table, name: string): void {
    if (this.tableOf(name) && this.tableOf(name) !== table) throw new ExcelRefusal("ItemAlreadyExists", "A resource with the same name or identifier already exists.");
    const names = new Map([[table.name, name]]);
    this.rewrite((formula) => renamed(formula, names, new Map()));
    table.name = name;
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Writing beside a table makes its next column, as Excel does it while a user types. */
export function growTables(sheet: Sheet, row: number, column: number): void {
  const table = sheet.book.tables.find((table) => table.sheet === sheet && column === table.area.column + table.area.columns && row >= table.area.row && row < table.area.row + table.area.rows);
  if (!table) return;
  table.area = { ...table.area, columns: table.area.columns + 1 };
  const heading = sheet.cell(table.area.row, column);
  if (heading.value === "") heading.value = `Column${table.area.columns}`;
}

/** A formula that a user types into a table's column goes into all of its rows. */
export function fillColumn(sheet: Sheet, row: number, column: number, formula: string): void {
  const table = sheet.book.tables.find((table) => table.sheet === sheet && areaHolds(table.area, row, column) && row > table.area.row);
  if (!table) return;
  const others = [...sheet.inside({ ...table.area, row: table.area.row + 1, rows: table.area.rows - 1, column, columns: 1 })].filter(([at, , cell]) => at !== row && (cell.value !== "" || cell.formula));
  if (others.length > 0) return;
  for (let at = table.area.row + 1; at < table.area.row + table.area.rows; at++) sheet.write(at, column, moved(formula, at - row, 0));
}

export function areaHolds(area: Area, row: number, column: number): boolean {
  return row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;
}

export function tableAddress(table: Table): string {
  return addressOf(table.area);
}

export function requiredArea(address: string): Area {
  const area = areaOf(address);
  if (!area) throw invalid();
  return area;
}

// What looks like a number, a day or a truth becomes one, as when it is typed.
function guessed(text: string, cell: Cell): Scalar {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (day) {
    cell.numberFormat ??= "yyyy-mm-dd";
    return Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) / 86_400_000 + 25_569;
  }
  if (/^(true|false)$/iu.test(text)) return text.toLowerCase() === "true";
  return text.trim() !== "" && /^[-+]?[\d,]*\.?\d+(e[-+]?\d+)?%?$/iu.test(text) ? numberOf(text) : text;
}

function numberOf(text: string): number {
  return text.endsWith("%") ? Number(text.slice(0, -1).replaceAll(",", "")) / 100 : Number(text.replaceAll(",", ""));
}
