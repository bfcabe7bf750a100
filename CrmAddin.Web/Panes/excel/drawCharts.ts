/** Draws a report's charts where Excel did not take them with the sheets, and moves their ranges when the report is read anew. */
import { addressIn } from "./formulaNames";
import type { ReportChart, ReportSeries } from "./insertedReports";

/** Draws each chart that is not there, and gives those that are the ranges of today; those of sheets that the user deleted are left out. */
export async function drawCharts(context: Excel.RequestContext, charts: readonly ReportChart[], sheetIds: ReadonlyMap<string, string>): Promise<void> {
  const places = charts.flatMap((chart) => {
    const id = sheetIds.get(chart.sheet);
    if (!id || !chart.series.every(({ name, categories, values }) => [name, categories, values].every((reference) => sheetIds.has(sheetIn(reference))))) return [];
    const sheet = context.workbook.worksheets.getItem(id);
    return [{ chart, sheet, drawn: sheet.charts.getItemOrNullObject(chart.name) }];
  });
  await context.sync();
  for (const { drawn } of places) if (!drawn.isNullObject) drawn.series.load("items");
  await context.sync();
  for (const { chart, sheet, drawn } of places) {
    const names = rangesOf(context, chart, sheetIds, (series) => series.name);
    names.forEach((name) => name.load("values"));
    await context.sync();
    const isFresh = drawn.isNullObject || drawn.series.items.length !== chart.series.length;
    if (!drawn.isNullObject && isFresh) drawn.delete();
    const target = isFresh ? newChart(context, chart, sheet, sheetIds) : drawn;
    for (const [at, series] of chart.series.entries())
      fill(isFresh && at > 0 ? target.series.add() : target.series.getItemAt(at), series, String(names[at]?.values[0]?.[0] ?? ""), context, sheetIds, isFresh);
  }
  await context.sync();
}

function newChart(context: Excel.RequestContext, chart: ReportChart, sheet: Excel.Worksheet, sheetIds: ReadonlyMap<string, string>): Excel.Chart {
  const first = rangesOf(context, chart, sheetIds, (series) => series.values)[0];
  if (!first) throw new Error(`The chart ${chart.name} shows nothing.`);
  const drawn = sheet.charts.add(chart.series[0]?.type as Excel.ChartType, first, "Columns");
  drawn.name = chart.name;
  drawn.title.text = chart.title;
  drawn.legend.position = "Bottom";
  drawn.setPosition(chart.from, chart.to);
  if (chart.numberFormat) drawn.axes.valueAxis.numberFormat = chart.numberFormat;
  drawn.axes.categoryAxis.reversePlotOrder = chart.isMirrored;
  return drawn;
}

function fill(drawn: Excel.ChartSeries, series: ReportSeries, name: string, context: Excel.RequestContext, sheetIds: ReadonlyMap<string, string>, isFresh: boolean): void {
  drawn.setValues(rangeOf(context, series.values, sheetIds));
  drawn.setXAxisValues(rangeOf(context, series.categories, sheetIds));
  // Colours and kinds that the user chose since stay.
  if (!isFresh) return;
  drawn.name = name;
  drawn.chartType = series.type as Excel.ChartType;
  drawn.hasDataLabels = series.hasLabels;
  if (series.type === "Line") drawn.format.line.color = `#${series.color ?? "000000"}`;
  else if (series.color) drawn.format.fill.setSolidColor(`#${series.color}`);
  else drawn.format.fill.clear();
}

function rangesOf(context: Excel.RequestContext, chart: ReportChart, sheetIds: ReadonlyMap<string, string>, pick: (series: ReportSeries) => string): Excel.Range[] {
  return chart.series.map((series) => rangeOf(context, pick(series), sheetIds));
}

function rangeOf(context: Excel.RequestContext, reference: string, sheetIds: ReadonlyMap<string, string>): Excel.Range {
  return context.workbook.worksheets.getItem(sheetIds.get(sheetIn(reference)) ?? "").getRange(addressIn(reference));
}

function sheetIn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("!")).replace(/^'|'$/gu, "").replaceAll("''", "'");
}
