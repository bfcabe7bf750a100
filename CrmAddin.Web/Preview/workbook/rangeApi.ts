/** Ranges of the stand-in for Excel. */
import { addressOf, areaOf, quoted, type Area } from "./addresses";
import { listIn, listOf } from "./choiceLists";
import { ClientObject, offer, type Property, type RequestContext } from "./clientObjects";
import { moved } from "./formulaText";
import { invalid, type Scalar, type Sheet } from "./model";

export interface Cells {
  sheet: Sheet;
  area: Area;
}

type Rows = (Scalar | null)[][];

export class RangeFill extends ClientObject<Cells> {
  protected get properties(): Record<string, Property<Cells>> {
    return { color: { get: (cells) => first(cells)?.fill ?? "#FFFFFF", set: (cells, color: string) => each(cells, (cell) => (cell.fill = color)) } };
  }

  clear(): void {
    this.do((cells) => each(cells, (cell) => delete cell.fill));
  }
}
offer(RangeFill, ["color"]);

export class RangeFont extends ClientObject<Cells> {
  protected get properties(): Record<string, Property<Cells>> {
    return {
      bold: { get: (cells) => first(cells)?.isBold ?? false, set: (cells, bold: boolean) => each(cells, (cell) => (cell.isBold = bold)) },
      color: { get: (cells) => first(cells)?.fontColor ?? "#000000", set: (cells, color: string) => each(cells, (cell) => (cell.fontColor = color)) },
    };
  }
}
offer(RangeFont, ["bold", "color"]);

export class RangeFormat extends ClientObject<Cells> {
  readonly fill = new RangeFill(this.context, () => this.peek());
  readonly font = new RangeFont(this.context, () => this.peek());

  protected get properties(): Record<string, Property<Cells>> {
    return {};
  }

  autofitColumns(): void {
    this.do(() => undefined);
  }
}

interface ValidationRule {
  list?: { inCellDropDown: boolean; source: string | Range };
}

export class DataValidation extends ClientObject<Cells> {
  protected get properties(): Record<string, Property<Cells>> {
    return {
      type: { get: (cells) => (first(cells)?.list ? "List" : "None") },
      rule: { get: (cells) => ruleOf(cells), set: (cells, rule: ValidationRule) => setRule(cells, rule) },
    };
  }

  clear(): void {
    this.do((cells) => each(cells, (cell) => delete cell.list));
  }
}
offer(DataValidation, ["type", "rule"]);

export class Range extends ClientObject<Cells> {
  readonly format = new RangeFormat(this.context, () => this.peek());
  readonly dataValidation = new DataValidation(this.context, () => this.peek());

  constructor(context: RequestContext, find: () => Cells | null | undefined, mayBeNothing = false) {
    super(context, find, mayBeNothing);
  }

  protected get properties(): Record<string, Property<Cells>> {
    return {
      address: { get: ({ sheet, area }) => `${quoted(sheet.name)}!${addressOf(area)}` },
      rowIndex: { get: ({ area }) => area.row },
      columnIndex: { get: ({ area }) => area.column },
      rowCount: { get: ({ area }) => area.rows },
      columnCount: { get: ({ area }) => area.columns },
      values: { get: (cells) => gridOf(cells, (cell) => cell?.value ?? ""), set: writeGrid },
      formulas: { get: (cells) => gridOf(cells, (cell) => cell?.formula ?? cell?.value ?? ""), set: writeGrid },
      numberFormat: { get: (cells) => gridOf(cells, (cell) => cell?.numberFormat ?? "General"), set: writeFormats },
      columnHidden: { get: ({ sheet, area }) => sheet.hiddenColumns.has(area.column), set: hideColumns },
    };
  }

  getCell(row: number, column: number): Range {
    return this.other(({ area }) => ({ row: area.row + row, column: area.column + column, rows: 1, columns: 1 }));
  }

  getColumn(column: number): Range {
    return this.other(({ area }) => ({ ...area, column: area.column + column, columns: 1 }));
  }

  getRow(row: number): Range {
    return this.other(({ area }) => ({ ...area, row: area.row + row, rows: 1 }));
  }

  getEntireRow(): Range {
    return this.other(({ area }) => ({ ...areaOf("1:1")!, row: area.row, rows: area.rows }));
  }

  getOffsetRange(rows: number, columns: number): Range {
    return this.other(({ area }) => ({ ...area, row: area.row + rows, column: area.column + columns }));
  }

  getAbsoluteResizedRange(rows: number, columns: number): Range {
    return this.other(({ area }) => ({ ...area, rows, columns }));
  }

  getUsedRangeOrNullObject(valuesOnly = false): Range {
    return new Range(
      this.context,
      () => {
        const { sheet, area } = this.model();
        const held = [...sheet.inside(area)].filter(([, , cell]) => !valuesOnly || cell.value !== "" || cell.formula);
        if (held.length === 0) return null;
        const rows = held.map(([row]) => row);
        const columns = held.map(([, column]) => column);
        const [top, left] = [Math.min(...rows), Math.min(...columns)];
        return { sheet, area: { row: top, column: left, rows: Math.max(...rows) - top + 1, columns: Math.max(...columns) - left + 1 } };
      },
      true,
    );
  }

  clear(what = "All"): void {
    this.do(({ sheet, area }) => sheet.clear(area, what));
  }

  unmerge(): void {
    this.do(({ sheet, area }) => {
      const kept = sheet.merges.filter((merge) => merge.row < area.row || merge.row >= area.row + area.rows);
      sheet.merges.splice(0, sheet.merges.length, ...kept);
    });
  }

  delete(shift: string): void {
    this.do(({ sheet, area }) => {
      if (shift !== "Up" || area.column !== 0 || area.columns < 16_384) throw invalid("This stand-in takes away whole rows only.");
      sheet.deleteRows(area.row, area.rows);
    });
  }

  copyFrom(source: Range, type = "All"): void {
    this.do((to) => {
      const from = source.model();
      const rows = Math.max(to.area.rows, from.area.rows);
      const columns = Math.max(to.area.columns, from.area.columns);
      for (let at = 0; at < rows; at++)
        for (let across = 0; across < columns; across++) {
          const [fromRow, fromColumn] = [from.area.row + (at % from.area.rows), from.area.column + (across % from.area.columns)];
          const copied = from.sheet.at(fromRow, fromColumn);
          const [row, column] = [to.area.row + at, to.area.column + across];
          const cell = to.sheet.cell(row, column);
          if (type === "All" || type === "Formats") {
            for (const name of ["numberFormat", "fill", "fontColor", "isBold"] as const) {
              if (copied?.[name] === undefined) delete cell[name];
              else Object.assign(cell, { [name]: copied[name] });
            }
          }
          if (type === "All") {
            if (copied?.list) cell.list = copied.list;
            else delete cell.list;
          }
          if (type === "Formats") continue;
          if (copied?.formula) to.sheet.write(row, column, moved(copied.formula, row - fromRow, column - fromColumn));
          else [cell.value, cell.formula] = [copied?.value ?? "", undefined as never];
        }
      if (type === "Formats" || type === "All")
        to.sheet.merges.push(...from.sheet.merges.filter((merge) => merge.row >= from.area.row).map((merge) => ({ ...merge, row: merge.row - from.area.row + to.area.row, column: merge.column - from.area.column + to.area.column })));
    });
  }

  select(): void {
    this.do(({ sheet }) => (sheet.book.active = sheet));
  }

  private other(area: (cells: Cells) => Area): Range {
    return new Range(this.context, () => {
      const cells = this.peek();
      return cells && { sheet: cells.sheet, area: area(cells) };
    });
  }
}
offer(Range, ["address", "rowIndex", "columnIndex", "rowCount", "columnCount", "values", "formulas", "numberFormat", "columnHidden"]);

export interface Range {
  values: Rows;
  formulas: Rows;
  numberFormat: string[][];
  readonly rowIndex: number;
  readonly columnIndex: number;
}

function first({ sheet, area }: Cells) {
  return sheet.at(area.row, area.column);
}

function each({ sheet, area }: Cells, change: (cell: ReturnType<Sheet["cell"]>) => void): void {
  for (let row = area.row; row < area.row + area.rows; row++) for (let column = area.column; column < area.column + area.columns; column++) change(sheet.cell(row, column));
}

function ruleOf(cells: Cells): ValidationRule {
  const list = first(cells)?.list;
  if (!list) return {};
  return { list: { inCellDropDown: true, source: "text" in list ? list.text : `=${quoted(list.sheet.name)}!${addressOf(list.area)}` } };
}

function setRule(cells: Cells, rule: ValidationRule): void {
  const { list, ...others } = rule;
  if (!list || Object.keys(others).length > 0) throw invalid("This stand-in keeps lists only.");
  const { source } = list;
  const kept = typeof source === "string" ? listOf(source, cells.sheet.book) : listIn(source.model().sheet, source.model().area);
  each(cells, (cell) => (cell.list = kept));
}

function gridOf<T>({ sheet, area }: Cells, read: (cell: ReturnType<Sheet["at"]>) => T): T[][] {
  if (area.rows * area.columns > 5_000_000) throw invalid("The range holds more than 5 million cells.");
  return Array.from({ length: area.rows }, (_, row) => Array.from({ length: area.columns }, (_, column) => read(sheet.at(area.row + row, area.column + column))));
}

function sized({ area }: Cells, rows: readonly (readonly unknown[])[]): void {
  if (rows.length !== area.rows || rows.some((row) => row.length !== area.columns)) throw invalid("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
}

function writeGrid(cells: Cells, rows: Rows): void {
  sized(cells, rows);
  for (const [row, line] of rows.entries()) for (const [column, value] of line.entries()) if (value !== null) cells.sheet.write(cells.area.row + row, cells.area.column + column, value);
}

function writeFormats(cells: Cells, formats: string[][] | string): void {
  if (typeof formats === "string") {
    each(cells, (cell) => (cell.numberFormat = formats));
    return;
  }
  sized(cells, formats);
  for (const [row, line] of formats.entries()) for (const [column, format] of line.entries()) cells.sheet.cell(cells.area.row + row, cells.area.column + column).numberFormat = format;
}

function hideColumns({ sheet, area }: Cells, isHidden: boolean): void {
  for (let column = area.column; column < area.column + area.columns; column++) {
    if (isHidden) sheet.hiddenColumns.add(column);
    else sheet.hiddenColumns.delete(column);
  }
}
