/** The worksheet functions that the reports' formulas use. Arguments are scalars or matrices. */
import type { Scalar } from "./model";

export type Matrix = Scalar[][];
export type Value = Scalar | Matrix;

/** A value that is an error of Excel's: "#N/A". */
export class CellError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const isMatrix = (value: Value): value is Matrix => Array.isArray(value);
export const matrixOf = (value: Value): Matrix => (isMatrix(value) ? value : [[value]]);
const flat = (values: readonly Value[]) => values.flatMap((value) => matrixOf(value).flat());
const numbers = (values: readonly Value[]) => flat(values).filter((value): value is number => typeof value === "number");
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export function numberOf(value: Scalar): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === "") return 0;
  if (value.startsWith("#")) throw new CellError(value);
  const number = Number(value);
  if (Number.isNaN(number)) throw new CellError("#VALUE!");
  return number;
}

export const truthOf = (value: Scalar) => (typeof value === "string" ? value.toLowerCase() === "true" : numberOf(value) !== 0);
const one = (value: Value | undefined): Scalar => (value === undefined ? "" : (matrixOf(value)[0]?.[0] ?? ""));
const number = (value: Value | undefined) => numberOf(one(value));

/** Two values by Excel's rules: text without case, numbers before texts. */
export function compare(a: Scalar, b: Scalar): number {
  if (a === "" && typeof b === "number") return compare(0, b);
  if (b === "" && typeof a === "number") return compare(a, 0);
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase() ? 0 : a.toLowerCase() < b.toLowerCase() ? -1 : 1;
  if (typeof a === typeof b) return Number(a) - Number(b);
  return typeof a === "number" ? -1 : typeof a === "boolean" ? 1 : typeof b === "number" ? 1 : -1;
}

function fits(value: Scalar, criterion: Scalar): boolean {
  if (typeof criterion !== "string") return compare(value, criterion) === 0 && value !== "";
  const [, operator = "", rest = ""] = /^(<>|<=|>=|<|>|=)?(.*)$/su.exec(criterion) ?? [];
  const asked: Scalar = rest !== "" && !Number.isNaN(Number(rest)) ? Number(rest) : rest;
  if (operator === "" || operator === "=") return compare(value, asked) === 0 && (value !== "" || asked === "");
  if (operator === "<>") return compare(value, asked) !== 0;
  if (typeof value !== typeof asked) return false;
  const order = compare(value, asked);
  return operator === "<" ? order < 0 : operator === "<=" ? order <= 0 : operator === ">" ? order > 0 : order >= 0;
}

function chosen(values: Matrix, criteria: readonly Value[]): Scalar[] {
  const pairs: [Scalar[], Scalar][] = [];
  for (let at = 0; at + 1 < criteria.length; at += 2) pairs.push([matrixOf(criteria[at]!).flat(), one(criteria[at + 1])]);
  return values.flat().filter((_, at) => pairs.every(([cells, criterion]) => fits(cells[at] ?? "", criterion)));
}

function median(values: number[]): number {
  if (values.length === 0) throw new CellError("#NUM!");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function mean(values: number[]): number {
  if (values.length === 0) throw new CellError("#DIV/0!");
  return sum(values) / values.length;
}

function product(values: readonly Value[]): number {
  const matrices = values.map((value) => matrixOf(value).flat());
  return sum((matrices[0] ?? []).map((_, at) => matrices.reduce((total, matrix) => total * (typeof matrix[at] === "string" ? 0 : numberOf(matrix[at] ?? 0)), 1)));
}

const serial = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
const dateOf = (value: Value | undefined) => new Date((number(value) - 25_569) * 86_400_000);

export const worksheetFunctions: Readonly<Record<string, (...values: Value[]) => Value>> = {
  SUM: (...values) => sum(numbers(values)),
  COUNT: (...values) => numbers(values).length,
  COUNTA: (...values) => flat(values).filter((value) => value !== "").length,
  AVERAGE: (...values) => mean(numbers(values)),
  MEDIAN: (...values) => median(numbers(values)),
  MIN: (...values) => Math.min(...numbers(values), ...(numbers(values).length > 0 ? [] : [0])),
  MAX: (...values) => Math.max(...numbers(values), ...(numbers(values).length > 0 ? [] : [0])),
  SUMIFS: (values, ...criteria) => sum(numbers([[chosen(matrixOf(values!), criteria)]])),
  AVERAGEIFS: (values, ...criteria) => mean(numbers([[chosen(matrixOf(values!), criteria)]])),
  COUNTIFS: (...criteria) => chosen(matrixOf(criteria[0]!), criteria).length,
  SUMPRODUCT: (...values) => product(values),
  ROUND: (value, digits) => Math.round((number(value) + Number.EPSILON) * 10 ** number(digits)) / 10 ** number(digits),
  ABS: (value) => mapped(value!, (cell) => Math.abs(numberOf(cell))),
  DATE: (year, month, day) => serial(number(year), number(month), number(day)),
  YEAR: (day) => dateOf(day).getUTCFullYear(),
  MONTH: (day) => dateOf(day).getUTCMonth() + 1,
  DAY: (day) => dateOf(day).getUTCDate(),
  AND: (...values) => flat(values).every(truthOf),
  OR: (...values) => flat(values).some(truthOf),
  NOT: (value) => !truthOf(one(value)),
  NA: () => {
    throw new CellError("#N/A");
  },
  INDEX: (values, row, column) => {
    const matrix = matrixOf(values!);
    const [at, across] = matrix.length === 1 && column === undefined ? [0, number(row) - 1] : [number(row) - 1, column === undefined ? 0 : number(column) - 1];
    const found = matrix[at]?.[across];
    if (found === undefined) throw new CellError("#REF!");
    return found;
  },
  MATCH: (asked, values) => {
    const at = matrixOf(values!).flat().findIndex((value) => compare(value, one(asked)) === 0);
    if (at < 0) throw new CellError("#N/A");
    return at + 1;
  },
  ROWS: (values) => matrixOf(values!).length,
  COLUMNS: (values) => matrixOf(values!)[0]?.length ?? 0,
};

/** A value or each cell of a matrix, changed. */
export function mapped(value: Value, change: (cell: Scalar) => Scalar): Value {
  return isMatrix(value) ? value.map((row) => row.map(change)) : change(value);
}

/** Two values cell by cell, the smaller one repeated. */
export function paired(a: Value, b: Value, join: (a: Scalar, b: Scalar) => Scalar): Value {
  if (!isMatrix(a) && !isMatrix(b)) return join(a, b);
  const [left, right] = [matrixOf(a), matrixOf(b)];
  const rows = Math.max(left.length, right.length);
  const columns = Math.max(left[0]?.length ?? 1, right[0]?.length ?? 1);
  const at = (matrix: Matrix, row: number, column: number) => matrix[matrix.length === 1 ? 0 : row]?.[matrix[0]?.length === 1 ? 0 : column] ?? "";
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => join(at(left, row, column), at(right, row, column))));
}
