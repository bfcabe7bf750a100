/**
 * The rules of Office.js for objects that stand in the host: nothing happens before sync, and nothing can be read that was not loaded.
 * What an object stands for is looked for when its turn comes, so that a missing one fails the sync and not the call.
 */
import { ExcelRefusal, notFound, type Book } from "./model";
import type { Calculation } from "./calculation";
import { mostBytes } from "./xlsx";

/** What the page around the pane offers. */
export interface HostWorkbook {
  book: Book;
  calculation: Calculation;
}

type Step = () => unknown;

/** Mirrors OfficeExtension.Error. */
export class OfficeError extends Error {
  override readonly name = "RichApi.Error";
  readonly debugInfo: { code: string; message: string };

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.debugInfo = { code, message };
  }
}

export class RequestContext {
  private steps: Step[] = [];
  private bytes = 0;
  private answered = 0;

  constructor(readonly host: HostWorkbook) {}

  queue(step: Step, sent?: unknown): void {
    this.steps.push(step);
    if (sent !== undefined) this.bytes += bytesOf(sent);
  }

  /** Counts what the answer brings back. */
  answer(value: unknown): void {
    if (Array.isArray(value)) this.answered += bytesOf(value);
  }

  /** Does in one request what was asked since the last one. */
  async sync(): Promise<void> {
    const [steps, bytes] = [this.steps, this.bytes];
    [this.steps, this.bytes, this.answered] = [[], 0, 0];
    await Promise.resolve();
    if (bytes > mostBytes) throw new OfficeError("RequestPayloadSizeLimitExceeded", "The request payload size has exceeded the limit.");
    try {
      for (const step of steps) await step();
    } catch (failure) {
      throw failure instanceof ExcelRefusal ? new OfficeError(failure.code, failure.message) : failure;
    } finally {
      this.host.calculation.run();
    }
    if (this.answered > mostBytes) throw new OfficeError("ResponsePayloadSizeLimitExceeded", "The response payload size has exceeded the limit.");
  }

  get workbook(): unknown {
    throw new Error("The API gives the workbook.");
  }
}

/** A property: how the host gives it, and how it takes it. */
export interface Property<M> {
  get?: (model: M) => unknown;
  set?: (model: M, value: never) => void;
}

export abstract class ClientObject<M> {
  private readonly loaded = new Map<string, unknown>();
  private nothing: boolean | undefined;

  constructor(
    readonly context: RequestContext,
    private readonly find: () => M | null | undefined,
    private readonly mayBeNothing = false,
  ) {
    if (mayBeNothing) context.queue(() => (this.nothing = !this.find()));
  }

  protected abstract get properties(): Record<string, Property<M>>;

  /** Whether there is such a thing; known after sync. */
  get isNullObject(): boolean {
    if (this.mayBeNothing && this.nothing === undefined) throw notLoaded("isNullObject");
    return this.nothing ?? false;
  }

  load(what?: string | string[]): this {
    const names = what === undefined ? Object.keys(this.properties) : (Array.isArray(what) ? what : what.split(",")).map((name) => name.trim());
    this.context.queue(() => {
      const model = this.find();
      if (!model) {
        if (this.mayBeNothing) return;
        throw notFound();
      }
      for (const name of names) this.loadOne(model, name);
    });
    return this;
  }

  protected loadOne(model: M, name: string): void {
    const property = this.properties[name];
    if (!property?.get) {
      // Paths such as "format/fill/color" are loaded on the object that they lead to.
      if (name.includes("/") || name === "items") return;
      throw new ExcelRefusal("InvalidArgument", `There is no property "${name}".`);
    }
    const value = property.get(model);
    this.context.answer(value);
    this.loaded.set(name, value);
  }

  protected read(name: string): never {
    if (!this.loaded.has(name)) throw notLoaded(name);
    return this.loaded.get(name) as never;
  }

  protected write(name: string, value: unknown): void {
    this.loaded.set(name, value);
    this.do((model) => this.properties[name]?.set?.(model, value as never), value);
  }

  /** Queues what happens to the thing; it must be there by then. */
  protected do(step: (model: M) => unknown, sent?: unknown): void {
    this.context.queue(() => step(this.model()), sent);
  }

  /** What is loaded, as Office.js writes it; the thing itself stays in the host. */
  toJSON(): unknown {
    return Object.fromEntries(this.loaded);
  }

  /** The thing itself. */
  model(): M {
    const model = this.find();
    if (!model) throw notFound();
    return model;
  }

  /** The thing or nothing. */
  peek(): M | null {
    return this.find() ?? null;
  }
}

/** A collection whose items are known after load("items") and sync. */
export abstract class ClientCollection<M, O extends ClientObject<M>> extends ClientObject<readonly M[]> {
  private known: O[] | undefined;

  constructor(
    context: RequestContext,
    private readonly all: () => readonly M[],
    private readonly wrap: (find: () => M | null | undefined, mayBeNothing: boolean) => O,
  ) {
    super(context, all);
  }

  protected get properties(): Record<string, Property<readonly M[]>> {
    return { count: { get: (all) => all.length } };
  }

  override load(what?: string | string[]): this {
    const names = (what === undefined ? "items" : Array.isArray(what) ? what.join(",") : what).split(",").map((name) => name.trim().replace(/^items\//u, ""));
    this.context.queue(() => {
      const items = this.all().map((model) => ({ model, object: this.wrap(() => (this.all().includes(model) ? model : null), false) }));
      this.known = items.map(({ object }) => object);
      for (const { model, object } of items) for (const name of names.filter((name) => name !== "items" && name !== "count")) object["loadOne"](model, name);
    });
    if (names.includes("count")) super.load("count");
    return this;
  }

  get items(): O[] {
    if (!this.known) throw notLoaded("items");
    return this.known;
  }

  getItem(key: string): O {
    return this.wrap(() => this.pick(key), false);
  }

  getItemOrNullObject(key: string): O {
    return this.wrap(() => this.pick(key), true);
  }

  getItemAt(at: number): O {
    return this.wrap(() => this.all()[at], false);
  }

  protected abstract pick(key: string): M | null | undefined;

  /** An object for a thing that a step makes. */
  protected made(step: () => M, sent?: unknown): O {
    let model: M | undefined;
    this.context.queue(() => (model = step()), sent);
    return this.wrap(() => model, false);
  }
}

/** Gives a class its properties, each under the rules above. */
export function offer(type: { prototype: object }, names: readonly string[]): void {
  for (const name of names)
    Object.defineProperty(type.prototype, name, {
      get(this: ClientObject<unknown>) {
        return this["read"](name);
      },
      set(this: ClientObject<unknown>, value: unknown) {
        this["write"](name, value);
      },
    });
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function notLoaded(name: string): OfficeError {
  return new OfficeError(
    "PropertyNotLoaded",
    `The property '${name}' is not available. Before reading the property's value, call the load method on the containing object and call "context.sync()" on the associated request context.`,
  );
}
