/** Charts of the stand-in for Excel. */
import { ClientCollection, ClientObject, offer, type Property, type RequestContext } from "./clientObjects";
import { addressOf, quoted } from "./addresses";
import type { Chart, Series, Sheet } from "./model";
import type { Range } from "./rangeApi";

class Text extends ClientObject<Chart> {
  protected get properties(): Record<string, Property<Chart>> {
    return { text: { get: (chart) => chart.title, set: (chart, text: string) => (chart.title = text) } };
  }
}
offer(Text, ["text"]);

class Plain extends ClientObject<Chart> {
  protected get properties(): Record<string, Property<Chart>> {
    const kept: Property<Chart> = { get: () => null, set: () => undefined };
    return { reversePlotOrder: kept, numberFormat: kept, position: kept, overlay: kept };
  }
}
offer(Plain, ["reversePlotOrder", "numberFormat", "position"]);

class SeriesColor extends ClientObject<Series> {
  protected get properties(): Record<string, Property<Series>> {
    return { color: { get: (series) => series.color, set: (series, color: string) => (series.color = color) } };
  }

  setSolidColor(color: string): void {
    this.do((series) => (series.color = color));
  }

  clear(): void {
    this.do((series) => (series.color = null));
  }
}
offer(SeriesColor, ["color"]);

class ClientSeries extends ClientObject<Series> {
  readonly format = { fill: new SeriesColor(this.context, () => this.peek()), line: new SeriesColor(this.context, () => this.peek()) };

  protected get properties(): Record<string, Property<Series>> {
    return {
      name: { get: (series) => series.name, set: (series, name: string) => (series.name = name) },
      chartType: { get: (series) => series.type, set: (series, type: string) => (series.type = type) },
      hasDataLabels: { get: () => false, set: () => undefined },
    };
  }

  setValues(cells: Range): void {
    this.do((series) => (series.values = referenceTo(cells)));
  }

  setXAxisValues(cells: Range): void {
    this.do((series) => (series.categories = referenceTo(cells)));
  }
}
offer(ClientSeries, ["name", "chartType", "hasDataLabels"]);

class SeriesCollection extends ClientCollection<Series, ClientSeries> {
  constructor(
    context: RequestContext,
    private readonly list: () => Series[],
  ) {
    super(context, list, (find, mayBeNothing) => new ClientSeries(context, find, mayBeNothing));
  }

  add(name: string): ClientSeries {
    return this.made(() => {
      const series: Series = { name, type: "", values: "", categories: "", color: null };
      this.list().push(series);
      return series;
    });
  }

  protected pick(name: string): Series | undefined {
    return this.list().find((series) => series.name === name);
  }
}

class ClientChart extends ClientObject<Chart> {
  readonly title = new Text(this.context, () => this.peek());
  readonly legend = new Plain(this.context, () => this.peek());
  readonly axes = { categoryAxis: new Plain(this.context, () => this.peek()), valueAxis: new Plain(this.context, () => this.peek()) };
  readonly series = new SeriesCollection(this.context, () => this.model().series);

  constructor(
    context: RequestContext,
    find: () => Chart | null | undefined,
    mayBeNothing: boolean,
    private readonly list: () => Chart[],
  ) {
    super(context, find, mayBeNothing);
  }

  protected get properties(): Record<string, Property<Chart>> {
    return { name: { get: (chart) => chart.name, set: (chart, name: string) => (chart.name = name) } };
  }

  setPosition(from: string, to: string): void {
    this.do((chart) => ([chart.from, chart.to] = [from, to]));
  }

  delete(): void {
    this.do((chart) => this.list().splice(this.list().indexOf(chart), 1));
  }
}
offer(ClientChart, ["name"]);

export class Charts extends ClientCollection<Chart, ClientChart> {
  constructor(
    context: RequestContext,
    private readonly sheet: () => Sheet,
  ) {
    super(context, () => sheet().charts, (find, mayBeNothing) => new ClientChart(context, find, mayBeNothing, () => sheet().charts));
  }

  add(type: string, source: Range): ClientChart {
    return this.made(() => {
      const name = `Chart ${this.sheet().charts.length + 1}`;
      // Excel makes a series of each column of the source.
      const chart: Chart = { name, type, title: "", from: "A1", to: "H15", series: [{ name: "Series1", type, values: referenceTo(source), categories: "", color: null }] };
      this.sheet().charts.push(chart);
      return chart;
    });
  }

  protected pick(name: string): Chart | undefined {
    return this.sheet().charts.find((chart) => chart.name === name);
  }
}

function referenceTo(cells: Range): string {
  const { sheet, area } = cells.model();
  return `${quoted(sheet.name)}!${addressOf(area)}`;
}
