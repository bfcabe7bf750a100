/** The text of formulas: its tokens, and what happens to references when cells move or things get another name. */
import { addressOf, areaOf, quoted, splitSheet } from "./addresses";

export type TokenKind = "text" | "number" | "reference" | "table" | "function" | "name" | "operator" | "blank";

export interface Token {
  kind: TokenKind;
  text: string;
}

const sheet = String.raw`(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!`;
const cells = String.raw`\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?(?![\p{L}\p{N}_(\[])`;
const patterns: [TokenKind, RegExp][] = [
  ["blank", /^\s+/u],
  ["text", /^"(?:[^"]|"")*"/u],
  ["table", /^[\p{L}_][\p{L}\p{N}_.]*\[(?:[^[\]]|\[[^[\]]*\])*\]|^\[@(?:[^[\]]|\[[^[\]]*\])*\]/u],
  ["reference", new RegExp(`^(?:${sheet})?${cells}`, "u")],
  ["function", /^[\p{L}_][\p{L}\p{N}_.]*(?=\()/u],
  ["name", /^[\p{L}_][\p{L}\p{N}_.]*/u],
  ["number", /^[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|^\.[0-9]+/u],
  ["operator", /^(?:<>|<=|>=|[-+*/^&=<>%(),;:{}#!])/u],
];

/** The tokens of a formula without its "=". */
export function tokensOf(formula: string): Token[] {
  const tokens: Token[] = [];
  for (let rest = formula; rest.length > 0; ) {
    const found = patterns.map(([kind, pattern]) => ({ kind, text: pattern.exec(rest)?.[0] ?? "" })).find((token) => token.text.length > 0);
    if (!found) throw new SyntaxError(`"${rest.slice(0, 20)}" is no part of a formula.`);
    tokens.push(found);
    rest = rest.slice(found.text.length);
  }
  return tokens;
}

/** The formula with each token changed. */
export function rewritten(formula: string, change: (token: Token) => string): string {
  return formula.startsWith("=") ? `=${tokensOf(formula.slice(1)).map(change).join("")}` : formula;
}

/** The formula with tables and sheets under other names. */
export function renamed(formula: string, tables: ReadonlyMap<string, string>, sheets: ReadonlyMap<string, string>): string {
  return rewritten(formula, ({ kind, text }) => {
    if (kind === "table") {
      const bracket = text.indexOf("[");
      return (tables.get(text.slice(0, bracket)) ?? text.slice(0, bracket)) + text.slice(bracket);
    }
    if (kind !== "reference") return text;
    const [name, address] = splitSheet(text);
    return name === null ? text : `${quoted(sheets.get(name) ?? name)}!${address}`;
  });
}

/** The formula as it reads so many rows and columns away, as copying does it. */
export function moved(formula: string, rows: number, columns: number): string {
  return rewritten(formula, ({ kind, text }) => {
    if (kind !== "reference") return text;
    const [name, address] = splitSheet(text);
    const there = address.split(":").map((part) => {
      const area = areaOf(part);
      if (!area) return part;
      const [fixedColumn, fixedRow] = [part.startsWith("$"), /\$[0-9]/u.test(part)];
      const plain = addressOf({ ...area, row: area.row + (fixedRow ? 0 : rows), column: area.column + (fixedColumn ? 0 : columns) });
      const letters = /^[A-Z]+/u.exec(plain)?.[0] ?? "";
      return `${fixedColumn ? "$" : ""}${letters}${fixedRow ? "$" : ""}${plain.slice(letters.length)}`;
    });
    return `${name === null ? "" : `${quoted(name)}!`}${there.join(":")}`;
  });
}

/** The formula after rows of a sheet were taken away; what they held is gone. */
export function withoutRows(formula: string, home: string, sheetName: string, row: number, count: number): string {
  return rewritten(formula, ({ kind, text }) => {
    if (kind !== "reference") return text;
    const [name, address] = splitSheet(text);
    const area = areaOf(address.replaceAll("$", ""));
    if ((name ?? home) !== sheetName || !area || area.row + area.rows <= row) return text;
    const inside = Math.max(0, Math.min(area.row + area.rows, row + count) - Math.max(area.row, row));
    const left = { ...area, row: area.row - Math.max(0, Math.min(area.row, row + count) - row), rows: area.rows - inside };
    return left.rows <= 0 ? "#REF!" : `${name === null ? "" : `${quoted(name)}!`}${addressOf(left)}`;
  });
}
