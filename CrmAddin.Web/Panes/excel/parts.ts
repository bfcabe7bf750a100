/** Cells a part at a time: Excel on the web takes and gives no more than 5 MB at once. */

const bytesAtOnce = 2_000_000;
const cellsAtOnce = 50_000;
const tooMuch = "ResponsePayloadSizeLimitExceeded";
const encoder = new TextEncoder();

/** Rows in parts that Excel takes at once, each with the place of its first row. */
export function* partsOf<T>(rows: readonly T[]): Generator<{ from: number; rows: T[] }> {
  for (let from = 0; from < rows.length; ) {
    const part: T[] = [];
    for (let bytes = 0; from + part.length < rows.length && bytes < bytesAtOnce; ) {
      const row = rows[from + part.length]!;
      bytes += encoder.encode(JSON.stringify(row)).length;
      part.push(row);
    }
    yield { from, rows: part };
    from += part.length;
  }
}

/** Where cells lie on a sheet. */
export interface Area {
  rowIndex: number;
  columnIndex: number;
  rowCount: number;
  columnCount: number;
}

/** What stands in the cells of a range whose place is loaded. */
export async function readCells(context: Excel.RequestContext, sheet: Excel.Worksheet, { rowIndex, columnIndex, rowCount, columnCount }: Area, what: "values" | "formulas"): Promise<unknown[][]> {
  const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / columnCount));
  const lines: unknown[][] = [];
  for (let from = 0; from < rowCount; from += rowsAtOnce)
    lines.push(...(await readPart(context, sheet, { rowIndex: rowIndex + from, columnIndex, rowCount: Math.min(rowsAtOnce, rowCount - from), columnCount }, what)));
  return lines;
}

// How large an answer gets nobody knows before it is there.
async function readPart(context: Excel.RequestContext, sheet: Excel.Worksheet, area: Area, what: "values" | "formulas"): Promise<unknown[][]> {
  const part = sheet.getRangeByIndexes(area.rowIndex, area.columnIndex, area.rowCount, area.columnCount);
  part.load(what);
  try {
    await context.sync();
    return part[what] as unknown[][];
  } catch (failure) {
    if (area.rowCount === 1 || (failure as { code?: string }).code !== tooMuch) throw failure;
    const half = Math.floor(area.rowCount / 2);
    const first = await readPart(context, sheet, { ...area, rowCount: half }, what);
    return [...first, ...(await readPart(context, sheet, { ...area, rowIndex: area.rowIndex + half, rowCount: area.rowCount - half }, what))];
  }
}
