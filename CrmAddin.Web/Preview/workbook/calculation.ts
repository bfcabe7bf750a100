/** Calculates the workbook: the reports' formulas, the user's own, and custom functions, which answer later. */
import { areaOf, mostColumns, splitSheet, type Area } from "./addresses";
import { tokensOf, type Token } from "./formulaText";
import type { Book, Cell, Scalar, Sheet } from "./model";
import { CellError, compare, isMatrix, mapped, matrixOf, numberOf, paired, truthOf, worksheetFunctions, type Matrix, type Value } from "./worksheetFunctions";

/** A custom function as an add-in associates it: arguments in, a value, a matrix or a promise out. */
export type CustomFunction = (...values: unknown[]) => unknown;

class Waiting extends Error {}
class Unknown extends Error {}

interface Answer {
  value?: Value;
  error?: string;
  message?: string;
}

export class Calculation {
  readonly functions = new Map<string, CustomFunction>();
  /** What custom functions answered, by cell and call: Excel asks again only when arguments change or everything is calculated anew. */
  private readonly answers = new Map<string, Answer>();
  private waiting = 0;
  private values = new Map<Cell, "computing" | "done">();

  constructor(private readonly book: Book) {}

  /** Calculates every formula. */
  run(isFull = false): void {
    if (isFull) this.answers.clear();
    this.values = new Map();
    for (const sheet of this.book.sheets) for (const cell of [...sheet.cells.values()]) if (cell.spillOf) [cell.value, cell.spillOf] = ["", undefined as never];
    for (const sheet of this.book.sheets)
      for (const [key, cell] of [...sheet.cells]) if (cell.formula) this.compute(sheet, Math.floor(key / mostColumns), key % mostColumns, cell);
    this.book.changed();
  }

  /** Waits until no custom function is at work. */
  async settled(): Promise<void> {
    while (this.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Why a cell shows an error, where the add-in said it. */
  messageOf(sheet: Sheet, row: number, column: number): string | undefined {
    const cell = `${sheet.id}!${row},${column}|`;
    return [...this.answers].find(([key, answer]) => key.startsWith(cell) && answer.message)?.[1].message;
  }

  private compute(sheet: Sheet, row: number, column: number, cell: Cell): void {
    const state = this.values.get(cell);
    if (state === "computing") cell.value = 0;
    if (state) return;
    this.values.set(cell, "computing");
    try {
      const value = new Reading(this, sheet, row, column, tokensOf((cell.formula ?? "=").slice(1))).value();
      this.place(sheet, row, column, cell, value);
    } catch (failure) {
      if (failure instanceof CellError) cell.value = failure.code;
      else if (failure instanceof Waiting) cell.value = "#BUSY!";
      else if (failure instanceof SyntaxError) cell.value = "#NAME?";
      // What this stand-in cannot calculate keeps the value that came with it.
      else if (!(failure instanceof Unknown)) throw failure;
    }
    this.values.set(cell, "done");
  }

  private place(sheet: Sheet, row: number, column: number, cell: Cell, value: Value): void {
    if (!isMatrix(value)) {
      cell.value = value;
      return;
    }
    const name = `${row},${column}`;
    const isFree = (at: number, across: number) => (at === 0 && across === 0) || !(sheet.at(row + at, column + across)?.value || sheet.at(row + at, column + across)?.formula);
    if (!value.every((line, at) => line.every((_, across) => isFree(at, across)))) {
      cell.value = "#SPILL!";
      return;
    }
    for (const [at, line] of value.entries())
      for (const [across, part] of line.entries()) {
        const target = at === 0 && across === 0 ? cell : sheet.cell(row + at, column + across);
        target.value = part;
        if (target !== cell) target.spillOf = name;
      }
  }

  /** The values of an area, calculated. */
  read(sheet: Sheet, area: Area): Value {
    const used = sheet.used(false);
    const rows = Math.min(area.rows, used ? Math.max(1, used.row + used.rows - area.row) : 1);
    const columns = Math.min(area.columns, used ? Math.max(1, used.column + used.columns - area.column) : 1);
    const matrix: Matrix = Array.from({ length: rows }, (_, at) => Array.from({ length: columns }, (_, across) => this.scalar(sheet, area.row + at, area.column + across)));
    return area.rows === 1 && area.columns === 1 ? (matrix[0]?.[0] ?? "") : matrix;
  }

  call(sheet: Sheet, row: number, column: number, name: string, values: Value[]): Value {
    const run = this.functions.get(name.toUpperCase().replace(/^CRM\./u, ""));
    if (!run || !name.toUpperCase().startsWith("CRM.")) throw new Unknown();
    const key = `${sheet.id}!${row},${column}|${name}${JSON.stringify(values)}`;
    const known = this.answers.get(key);
    if (known?.error) throw new CellError(known.error);
    if (known?.value !== undefined) return known.value;
    if (!known) this.ask(key, () => run(...values, { address: "" }));
    throw new Waiting();
  }

  get workbook(): Book {
    return this.book;
  }

  private ask(key: string, run: () => unknown): void {
    this.answers.set(key, {});
    this.waiting++;
    Promise.resolve()
      .then(run)
      .then(
        (value) => this.answers.set(key, { value: value as Value }),
        (failure: { code?: string; message?: string }) => this.answers.set(key, { error: failure.code ?? "#VALUE!", ...(failure.message ? { message: failure.message } : {}) }),
      )
      .finally(() => {
        // All that was asked in one calculation is shown in one.
        if (--this.waiting === 0) this.run();
      });
  }

  private scalar(sheet: Sheet, row: number, column: number): Scalar {
    const cell = sheet.at(row, column);
    if (!cell) return "";
    if (cell.formula) this.compute(sheet, row, column, cell);
    return cell.value;
  }
}

/** Reads one formula from left to right, by the operators' precedence. */
class Reading {
  private at = 0;
  private readonly tokens: Token[];

  constructor(
    private readonly calculation: Calculation,
    private readonly sheet: Sheet,
    private readonly row: number,
    private readonly column: number,
    tokens: Token[],
  ) {
    this.tokens = tokens.filter((token) => token.kind !== "blank");
  }

  value(): Value {
    const value = this.comparison();
    if (this.at < this.tokens.length) throw new SyntaxError("There is something behind the formula.");
    return value;
  }

  private takes(...operators: string[]): string | null {
    const token = this.tokens[this.at];
    if (token?.kind !== "operator" || !operators.includes(token.text)) return null;
    this.at++;
    return token.text;
  }

  private comparison(): Value {
    let left = this.joined();
    for (let operator = this.takes("=", "<>", "<", "<=", ">", ">="); operator; operator = this.takes("=", "<>", "<", "<=", ">", ">=")) {
      const sign = operator;
      left = paired(left, this.joined(), (a, b) => {
        const order = compare(a, b);
        return sign === "=" ? order === 0 : sign === "<>" ? order !== 0 : sign === "<" ? order < 0 : sign === "<=" ? order <= 0 : sign === ">" ? order > 0 : order >= 0;
      });
    }
    return left;
  }

  private joined(): Value {
    let left = this.sum();
    while (this.takes("&")) left = paired(left, this.sum(), (a, b) => `${a}${b}`);
    return left;
  }

  private sum(): Value {
    let left = this.product();
    for (let operator = this.takes("+", "-"); operator; operator = this.takes("+", "-")) {
      const sign = operator;
      left = paired(left, this.product(), (a, b) => (sign === "+" ? numberOf(a) + numberOf(b) : numberOf(a) - numberOf(b)));
    }
    return left;
  }

  private product(): Value {
    let left = this.signed();
    for (let operator = this.takes("*", "/"); operator; operator = this.takes("*", "/")) {
      const sign = operator;
      left = paired(left, this.signed(), (a, b) => {
        if (sign === "*") return numberOf(a) * numberOf(b);
        if (numberOf(b) === 0) throw new CellError("#DIV/0!");
        return numberOf(a) / numberOf(b);
      });
    }
    return left;
  }

  private signed(): Value {
    if (this.takes("-")) return mapped(this.signed(), (value) => -numberOf(value));
    if (this.takes("+")) return this.signed();
    const value = this.single();
    return this.takes("%") ? mapped(value, (part) => numberOf(part) / 100) : value;
  }

  private single(): Value {
    if (this.takes("(")) {
      const value = this.comparison();
      this.takes(")");
      return value;
    }
    const token = this.tokens[this.at++];
    switch (token?.kind) {
      case "number":
        return Number(token.text);
      case "text":
        return token.text.slice(1, -1).replaceAll('""', '"');
      case "reference":
        return this.cells(token.text);
      case "table":
        return this.table(token.text);
      case "function":
        return this.called(token.text);
      case "name":
        if (/^(true|false)$/iu.test(token.text)) return token.text.toLowerCase() === "true";
        throw new CellError("#NAME?");
      case "operator":
        if (token.text === "#") throw new CellError("#REF!");
        throw new SyntaxError(token.text);
      default:
        throw new SyntaxError("The formula ends too early.");
    }
  }

  private cells(text: string): Value {
    const [name, address] = splitSheet(text);
    const sheet = name === null ? this.sheet : this.calculation.workbook.sheetOf(name);
    const area = areaOf(address);
    if (!sheet || !area) throw new CellError("#REF!");
    return this.calculation.read(sheet, area);
  }

  private table(text: string): Value {
    const book = this.calculation.workbook;
    const isHere = text.startsWith("[@");
    const table = isHere ? book.tables.find((one) => one.sheet === this.sheet && this.row >= one.area.row && this.row < one.area.row + one.area.rows) : book.tableOf(text.slice(0, text.indexOf("[")));
    if (!table) throw new CellError("#REF!");
    const inner = isHere ? text.slice(2, -1) : text.slice(text.indexOf("[") + 1, -1);
    const isRow = isHere || inner.startsWith("[#This Row]");
    const heading = inner.replace(/^\[#This Row\],/u, "").replace(/^\[(.*)\]$/su, "$1").replaceAll(/'(['#[\]])/gu, "$1");
    const { area, sheet } = table;
    const column = Array.from({ length: area.columns }, (_, at) => at).find((at) => String(sheet.at(area.row, area.column + at)?.value ?? "").toLowerCase() === heading.toLowerCase());
    if (column === undefined) throw new CellError("#REF!");
    return this.calculation.read(sheet, isRow ? { row: this.row, column: area.column + column, rows: 1, columns: 1 } : { row: area.row + 1, column: area.column + column, rows: Math.max(1, area.rows - 1), columns: 1 });
  }

  private called(name: string): Value {
    this.takes("(");
    const values: Value[] = [];
    const failures: unknown[] = [];
    while (!this.takes(")")) {
      const begin = this.at;
      try {
        values.push([",", ")"].includes(this.tokens[this.at]?.text ?? ")") ? "" : this.comparison());
      } catch (failure) {
        if (failure instanceof SyntaxError) throw failure;
        failures[values.length] = failure;
        values.push("");
        this.skipArgument(begin);
      }
      if (!this.takes(",") && this.tokens[this.at]?.text !== ")") throw new SyntaxError("An argument does not end.");
    }
    return this.result(name.toUpperCase(), values, failures);
  }

  private result(name: string, values: Value[], failures: unknown[]): Value {
    const failed = (at: number) => {
      if (failures[at]) throw failures[at] as Error;
      return values[at] ?? "";
    };
    if (name === "IF") {
      const condition = failed(0);
      if (!isMatrix(condition)) return failed(truthOf(condition) ? 1 : 2);
      const [then, otherwise] = [matrixOf(failed(1)), matrixOf(values.length > 2 ? failed(2) : false)];
      const at = (matrix: Matrix, row: number, column: number) => matrix[matrix.length === 1 ? 0 : row]?.[matrix[0]?.length === 1 ? 0 : column] ?? "";
      return condition.map((line, row) => line.map((cell, column) => at(truthOf(cell) ? then : otherwise, row, column)));
    }
    if (name === "IFERROR") {
      if (failures[0] instanceof CellError || (typeof values[0] === "string" && values[0].startsWith("#"))) return failed(1);
      return failed(0);
    }
    if (name === "ISNUMBER" && (failures[0] instanceof CellError || !failures[0])) return !failures[0] && typeof (matrixOf(values[0] ?? "")[0]?.[0] ?? "") === "number";
    for (const failure of failures) if (failure) throw failure as Error;
    const run = worksheetFunctions[name];
    return run ? run(...values) : this.calculation.call(this.sheet, this.row, this.column, name, values);
  }

  private skipArgument(begin: number): void {
    this.at = begin;
    for (let depth = 0; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at]!;
      if (token.kind !== "operator") continue;
      if (depth === 0 && (token.text === "," || token.text === ")")) return;
      if (token.text === "(") depth++;
      if (token.text === ")") depth--;
    }
  }
}
