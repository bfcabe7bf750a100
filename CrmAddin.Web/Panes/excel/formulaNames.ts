/** Formulas and references under the names that tables and sheets have in this workbook. */

/** The names here by the names there. */
export interface Names {
  tables: ReadonlyMap<string, string>;
  sheets: ReadonlyMap<string, string>;
}

// Texts stay as they are; a table's name stands before "[", a sheet's before "!".
const parts = /"(?:[^"]|"")*"|'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*[[!]/gu;

export function renamed(formula: string, names: Names): string {
  return formula.replace(parts, (part) => {
    if (part.startsWith('"')) return part;
    if (part.endsWith("[")) return `${names.tables.get(part.slice(0, -1)) ?? part.slice(0, -1)}[`;
    const sheet = part.startsWith("'") ? part.slice(1, -2).replaceAll("''", "'") : part.slice(0, -1);
    const here = names.sheets.get(sheet);
    return here === undefined ? part : `'${here.replaceAll("'", "''")}'!`;
  });
}

/** The address of a reference, without its sheet. */
export function addressIn(reference: string): string {
  return reference.slice(reference.lastIndexOf("!") + 1).replaceAll("$", "");
}
