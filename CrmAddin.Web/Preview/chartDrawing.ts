/** Draws a chart of the preview's workbook, plainly: that it is there, and what it shows. */
import type { HostWorkbook } from "./workbook/clientObjects";
import { matrixOf } from "./workbook/worksheetFunctions";
import type { Chart, Series } from "./workbook/model";
import { referenceOf } from "./workbook/xlsx";

const width = 420;
const height = 160;
const svg = "http://www.w3.org/2000/svg";

export function drawChart(chart: Chart, host: HostWorkbook): HTMLElement {
  const figure = document.createElement("figure");
  figure.dataset["chart"] = chart.name;
  const caption = document.createElement("figcaption");
  caption.textContent = chart.title;
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", chart.title);
  const series = chart.series.map((one) => ({ one, values: valuesOf(one, host) }));
  const count = Math.max(1, ...series.map(({ values }) => values.length));
  const isStacked = series.some(({ one }) => one.type.includes("Stacked"));
  const heights = Array.from({ length: count }, (_, at) => series.reduce((sum, { values }) => (isStacked ? sum + (values[at] ?? 0) : Math.max(sum, values[at] ?? 0)), 0));
  const scale = height / Math.max(1, ...heights);
  const base = new Array<number>(count).fill(0);
  for (const [order, { one, values }] of series.entries())
    for (const [at, value] of values.entries()) {
      const slot = width / count;
      const wide = isStacked ? slot * 0.7 : (slot * 0.8) / series.length;
      const bar = document.createElementNS(svg, "rect");
      bar.setAttribute("x", String(at * slot + (isStacked ? slot * 0.15 : slot * 0.1 + order * wide)));
      bar.setAttribute("y", String(height - ((base[at] ?? 0) + value) * scale));
      bar.setAttribute("width", String(wide));
      bar.setAttribute("height", String(Math.max(0, value * scale)));
      bar.setAttribute("fill", one.color ?? "none");
      picture.append(bar);
      if (isStacked) base[at] = (base[at] ?? 0) + value;
    }
  figure.append(caption, picture);
  return figure;
}

function valuesOf(series: Series, host: HostWorkbook): number[] {
  const { sheet, area } = referenceOf(series.values);
  const found = host.book.sheetOf(sheet);
  return found && area ? matrixOf(host.calculation.read(found, area)).flat().map((value) => (typeof value === "number" ? value : 0)) : [];
}
