/** What the Excel pane uses of Excel's API, over the workbook of the page. */
import { mostColumns, mostRows } from "./addresses";
import { Charts } from "./chartApi";
import { ClientCollection, ClientObject, offer, RequestContext, type HostWorkbook, type Property } from "./clientObjects";
import { ExcelRefusal, notFound, requiredArea, type Book, type Comment, type Scalar, type Sheet, type Table } from "./model";
import { Range } from "./rangeApi";
import { insertSheets } from "./xlsx";

class ClientTableRow extends ClientObject<{ table: Table; at: number }> {
  protected get properties(): Record<string, Property<{ table: Table; at: number }>> {
    return {};
  }
}

class TableRowCollection extends ClientObject<Table> {
  protected get properties(): Record<string, Property<Table>> {
    return { count: { get: (table) => table.area.rows - 1 } };
  }

  add(index: number | null | undefined, values: (Scalar | null)[][]): ClientTableRow {
    this.do((table) => {
      if ((index ?? -1) !== -1) throw new ExcelRefusal("InvalidArgument", "This stand-in adds rows at the end.");
      table.sheet.book.addRows(table, values);
    }, values);
    return new ClientTableRow(this.context, () => ({ table: this.model(), at: 0 }));
  }
}
offer(TableRowCollection, ["count"]);

class ClientTable extends ClientObject<Table> {
  private home: Worksheet | undefined;
  readonly rows = new TableRowCollection(this.context, () => this.peek());

  protected get properties(): Record<string, Property<Table>> {
    return {
      id: { get: (table) => table.id },
      name: { get: (table) => table.name, set: (table, name: string) => table.sheet.book.renameTable(table, name) },
      style: {},
      showBandedRows: {},
    };
  }

  get worksheet(): Worksheet {
    return (this.home ??= new Worksheet(this.context, () => this.peek()?.sheet));
  }

  getRange(): Range {
    return this.part((table) => table.area);
  }

  getHeaderRowRange(): Range {
    return this.part(({ area }) => ({ ...area, rows: 1 }));
  }

  getDataBodyRange(): Range {
    return this.part(({ area }) => ({ ...area, row: area.row + 1, rows: area.rows - 1 }));
  }

  private part(area: (table: Table) => Table["area"]): Range {
    return new Range(this.context, () => {
      const table = this.peek();
      return table && { sheet: table.sheet, area: area(table) };
    });
  }
}
offer(ClientTable, ["id", "name", "style", "showBandedRows"]);

class Tables extends ClientCollection<Table, ClientTable> {
  constructor(
    context: RequestContext,
    private readonly book: Book,
    private readonly sheet: () => Sheet | null,
  ) {
    super(
      context,
      () => book.tables.filter((table) => sheet() === null || table.sheet === sheet()),
      (find, mayBeNothing) => new ClientTable(context, find, mayBeNothing),
    );
  }

  add(address: string | Range, hasHeaders: boolean): ClientTable {
    return this.made(() => {
      if (!hasHeaders) throw new ExcelRefusal("InvalidArgument", "This stand-in makes tables with headings.");
      const cells = typeof address === "string" ? { sheet: this.sheet() ?? this.book.active, area: requiredArea(address) } : address.model();
      return this.book.addTable(cells.sheet, cells.area, "Table1");
    });
  }

  protected pick(key: string): Table | undefined {
    const table = this.book.tableOf(key);
    return table && (this.sheet() === null || table.sheet === this.sheet()) ? table : undefined;
  }
}

class FreezePanes extends ClientObject<Sheet> {
  protected get properties(): Record<string, Property<Sheet>> {
    return {};
  }

  freezeRows(count: number): void {
    this.do((sheet) => (sheet.frozenRows = count));
  }
}

class Worksheet extends ClientObject<Sheet> {
  protected get properties(): Record<string, Property<Sheet>> {
    return {
      id: { get: (sheet) => sheet.id },
      name: { get: (sheet) => sheet.name, set: (sheet, name: string) => sheet.book.renameSheet(sheet, name) },
      visibility: { get: (sheet) => sheet.visibility, set: (sheet, visibility: string) => (sheet.visibility = visibility) },
      position: { get: (sheet) => sheet.book.sheets.indexOf(sheet) },
    };
  }

  readonly tables: Tables = new Tables(this.context, this.context.host.book, () => this.model());
  readonly comments: Comments = new Comments(this.context, this.context.host.book, () => this.model());
  readonly charts: Charts = new Charts(this.context, () => this.model());
  readonly freezePanes: FreezePanes = new FreezePanes(this.context, () => this.peek());

  getRange(address?: string): Range {
    return new Range(this.context, () => {
      const sheet = this.peek();
      return sheet && { sheet, area: address === undefined ? { row: 0, column: 0, rows: mostRows, columns: mostColumns } : requiredArea(address) };
    });
  }

  getRangeByIndexes(row: number, column: number, rows: number, columns: number): Range {
    return new Range(this.context, () => {
      const sheet = this.peek();
      return sheet && { sheet, area: { row, column, rows, columns } };
    });
  }

  getUsedRangeOrNullObject(valuesOnly = false): Range {
    return new Range(
      this.context,
      () => {
        const sheet = this.model();
        const area = sheet.used(valuesOnly);
        return area && { sheet, area };
      },
      true,
    );
  }

  activate(): void {
    this.do((sheet) => {
      if (sheet.visibility !== "Visible") throw new ExcelRefusal("InvalidOperation", "A hidden sheet can't be activated.");
      sheet.book.active = sheet;
    });
  }

  delete(): void {
    this.do((sheet) => sheet.book.deleteSheet(sheet));
  }
}
offer(Worksheet, ["id", "name", "visibility", "position"]);

class Worksheets extends ClientCollection<Sheet, Worksheet> {
  constructor(
    context: RequestContext,
    private readonly book: Book,
  ) {
    super(context, () => book.sheets, (find, mayBeNothing) => new Worksheet(context, find, mayBeNothing));
  }

  add(name?: string): Worksheet {
    return this.made(() => this.book.addSheet(name ?? this.book.freeName(`Sheet${this.book.sheets.length + 1}`)));
  }

  getActiveWorksheet(): Worksheet {
    return new Worksheet(this.context, () => this.book.active);
  }

  protected pick(key: string): Sheet | undefined {
    return this.book.sheetOf(key);
  }
}

class Setting extends ClientObject<{ value: unknown }> {
  protected get properties(): Record<string, Property<{ value: unknown }>> {
    return { value: { get: (setting) => setting.value } };
  }
}
offer(Setting, ["value"]);

class Settings {
  constructor(
    private readonly context: RequestContext,
    private readonly book: Book,
  ) {}

  add(key: string, value: unknown): Setting {
    this.context.queue(() => this.book.settings.set(key, structuredClone(value)), value);
    return this.find(key, false);
  }

  getItemOrNullObject(key: string): Setting {
    return this.find(key, true);
  }

  private find(key: string, mayBeNothing: boolean): Setting {
    return new Setting(this.context, () => (this.book.settings.has(key) ? { value: structuredClone(this.book.settings.get(key)) } : null), mayBeNothing);
  }
}

class ClientComment extends ClientObject<Comment> {
  protected get properties(): Record<string, Property<Comment>> {
    return { content: { get: (comment) => comment.text } };
  }

  getLocation(): Range {
    return new Range(this.context, () => {
      const comment = this.peek();
      return comment && { sheet: comment.sheet, area: { row: comment.row, column: comment.column, rows: 1, columns: 1 } };
    });
  }

  delete(): void {
    this.do((comment) => {
      const { comments } = comment.sheet.book;
      comments.splice(comments.indexOf(comment), 1);
    });
  }
}
offer(ClientComment, ["content"]);

class Comments extends ClientCollection<Comment, ClientComment> {
  constructor(
    context: RequestContext,
    private readonly book: Book,
    sheet: () => Sheet | null = () => null,
  ) {
    super(context, () => book.comments.filter((comment) => sheet() === null || comment.sheet === sheet()), (find, mayBeNothing) => new ClientComment(context, find, mayBeNothing));
  }

  add(place: Range, text: string): ClientComment {
    return this.made(() => {
      const { sheet, area } = place.model();
      if (area.rows * area.columns !== 1) throw new ExcelRefusal("InvalidArgument", "A comment stands in one cell.");
      const comment = { sheet, row: area.row, column: area.column, text };
      this.book.comments.push(comment);
      return comment;
    });
  }

  getItemByCell(place: Range): ClientComment {
    return new ClientComment(this.context, () => {
      const { sheet, area } = place.model();
      return this.book.comments.find((comment) => comment.sheet === sheet && comment.row === area.row && comment.column === area.column);
    });
  }

  protected pick(): undefined {
    throw notFound();
  }
}

class Workbook {
  readonly worksheets: Worksheets;
  readonly tables: Tables;
  readonly settings: Settings;
  readonly comments: Comments;
  readonly application = { calculate: (type: string) => this.context.queue(() => this.host.calculation.run(type === "Full")) };

  constructor(
    private readonly context: RequestContext,
    private readonly host: HostWorkbook,
  ) {
    this.worksheets = new Worksheets(context, host.book);
    this.tables = new Tables(context, host.book, () => null);
    this.settings = new Settings(context, host.book);
    this.comments = new Comments(context, host.book);
  }

  insertWorksheetsFromBase64(base64: string, options?: { sheetNamesToInsert?: string[] }): { value: string[] } {
    const result = { value: [] as string[] };
    this.context.queue(async () => {
      result.value = await insertSheets(this.host.book, base64, options?.sheetNamesToInsert);
    }, base64);
    return result;
  }
}

class ExcelContext extends RequestContext {
  private readonly own = new Workbook(this, this.host);

  override get workbook(): Workbook {
    return this.own;
  }
}

/** Excel.run as Office.js has it: the batch, then what is left in the queue. */
export async function run<T>(host: HostWorkbook, batch: (context: ExcelContext) => Promise<T>): Promise<T> {
  const context = new ExcelContext(host);
  const result = await batch(context);
  await context.sync();
  return result;
}
