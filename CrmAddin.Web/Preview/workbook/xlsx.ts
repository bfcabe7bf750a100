/** Reads a workbook file as Excel's insertion does: sheets with values, formulas and formats, tables, and what it refuses. */
import { areaOf, splitSheet, type Area } from "./addresses";
import { renamed } from "./formulaText";
import { ExcelRefusal, type Book, type Cell, type Scalar, type Sheet } from "./model";

/** Excel on the web takes no more in one request or answer. */
export const mostBytes = 5 * 1024 * 1024;

// Where a part lies is the writer's choice; what it is stands among the content types.
const refusedTypes = /drawingml\.chart\+xml|pivotTable\+xml|slicer\+xml|comments\+xml|threadedcomments\+xml/iu;

interface Style {
  numberFormat?: string;
  fill?: string;
  fontColor?: string;
  isBold?: boolean;
}

/** Adds the file's sheets after those that there are, and gives their ids. */
export async function insertSheets(book: Book, base64: string, wanted: readonly string[] | undefined): Promise<string[]> {
  const parts = await unzip(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  if (refusedTypes.test(new TextDecoder().decode(parts.get("[Content_Types].xml")))) throw new ExcelRefusal("UnsupportedFeature", "The source workbook holds a feature that can't be inserted: a chart, PivotTable, comment or slicer.");
  const xml = (part: string) => new DOMParser().parseFromString(new TextDecoder().decode(parts.get(part)), "application/xml");
  const targets = relationsOf("xl/workbook.xml", parts, xml);
  const texts = parts.has("xl/sharedStrings.xml") ? all(xml("xl/sharedStrings.xml"), "si").map((item) => all(item, "t").map((text) => text.textContent).join("")) : [];
  const styles = stylesOf(xml("xl/styles.xml"));
  const [sheetNames, tableNames] = [new Map<string, string>(), new Map<string, string>()];
  const inserted: { sheet: Sheet; part: string }[] = [];
  for (const entry of all(xml("xl/workbook.xml"), "sheet")) {
    const name = entry.getAttribute("name") ?? "";
    if (wanted && wanted.length > 0 && !wanted.includes(name)) continue;
    const sheet = book.addSheet(book.freeName(name));
    sheetNames.set(name, sheet.name);
    inserted.push({ sheet, part: targets.get(entry.getAttribute("r:id") ?? "") ?? "" });
  }
  for (const { sheet, part } of inserted) {
    fill(sheet, xml(part), texts, styles);
    for (const [, target] of relationsOf(part, parts, xml)) if (target.startsWith("xl/tables/")) addTable(book, sheet, xml(target).documentElement, tableNames);
  }
  for (const { sheet } of inserted) for (const cell of sheet.cells.values()) if (cell.formula) cell.formula = renamed(cell.formula, tableNames, sheetNames);
  return inserted.map(({ sheet }) => sheet.id);
}

function fill(sheet: Sheet, xml: Document, texts: readonly string[], styles: readonly Style[]): void {
  sheet.isRightToLeft = all(xml, "sheetView")[0]?.getAttribute("rightToLeft") === "1";
  for (const element of all(xml, "c")) {
    const area = areaOf(element.getAttribute("r") ?? "");
    if (!area) continue;
    const cell: Cell = { value: valueOf(element, texts), ...styles[Number(element.getAttribute("s") ?? 0)] };
    const formula = all(element, "f")[0]?.textContent;
    if (formula) cell.formula = `=${formula}`;
    Object.assign(sheet.cell(area.row, area.column), cell);
  }
  for (const merge of all(xml, "mergeCell")) {
    const area = areaOf(merge.getAttribute("ref") ?? "");
    if (area) sheet.merges.push(area);
  }
}

function valueOf(cell: Element, texts: readonly string[]): Scalar {
  const value = all(cell, "v")[0]?.textContent ?? "";
  switch (cell.getAttribute("t")) {
    case "s":
      return value === "" ? "" : (texts[Number(value)] ?? "");
    case "inlineStr":
      return all(cell, "t").map((text) => text.textContent).join("").replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
    case "str":
      return value;
    case "b":
      return value === "1";
    default:
      return value === "" ? "" : Number(value);
  }
}

function addTable(book: Book, sheet: Sheet, table: Element, names: Map<string, string>): void {
  const name = table.getAttribute("name") ?? "";
  const added = book.addTable(sheet, areaOf(table.getAttribute("ref") ?? "") as Area, name);
  names.set(name, added.name);
}

function stylesOf(xml: Document): Style[] {
  const formats = new Map(all(all(xml, "numFmts")[0], "numFmt").map((format) => [format.getAttribute("numFmtId"), format.getAttribute("formatCode") ?? ""]));
  formats.set("49", "@").set("1", "0").set("3", "#,##0").set("4", "#,##0.00").set("9", "0%").set("10", "0.00%");
  // Conditional formats bring fonts, fills and number formats of their own.
  const fonts = all(all(xml, "fonts")[0], "font");
  const fills = all(all(xml, "fills")[0], "fill");
  const colorOf = (element: Element | undefined) => element?.getAttribute("rgb")?.slice(-6);
  return all(all(xml, "cellXfs")[0] ?? xml, "xf").map((style) => {
    const font = fonts[Number(style.getAttribute("fontId") ?? 0)];
    const format = formats.get(style.getAttribute("numFmtId") ?? "0");
    const ground = colorOf(all(fills[Number(style.getAttribute("fillId") ?? 0)], "fgColor")[0]);
    const color = colorOf(all(font, "color")[0]);
    return { ...(format ? { numberFormat: format } : {}), ...(ground ? { fill: `#${ground}` } : {}), ...(color ? { fontColor: `#${color}` } : {}), ...(all(font, "b").length > 0 ? { isBold: true } : {}) };
  });
}

function relationsOf(part: string, parts: ReadonlyMap<string, Uint8Array>, xml: (part: string) => Document): Map<string, string> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const relations = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!parts.has(relations)) return new Map();
  return new Map(
    all(xml(relations), "Relationship").map((relation) => [relation.getAttribute("Id") ?? "", new URL(relation.getAttribute("Target") ?? "", `file:///${folder}`).pathname.slice(1)]),
  );
}

// Writers differ in their prefixes, so that only local names can be asked for.
function all(node: Document | Element | undefined, name: string): Element[] {
  return node ? [...node.getElementsByTagNameNS("*", name)] : [];
}

/** The entries of a zip file, by its central directory. */
async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Uint8Array>> {
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new ExcelRefusal("InvalidArgument", "The file is no workbook.");
  const entries = new Map<string, Uint8Array>();
  for (let count = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true); count > 0; count--) {
    const [method, size, nameLength] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true)];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.slice(begin, begin + size);
    entries.set(name, method === 0 ? packed : new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer()));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The sheet and area of a chart's reference. */
export function referenceOf(reference: string): { sheet: string; area: Area | null } {
  const [sheet, address] = splitSheet(reference);
  return { sheet: sheet ?? "", area: areaOf(address) };
}
