/** The only file that calls the server: screens through htmx, everything else as JSON, each with token and language. */
import htmx from "htmx.org";
import { clearFailure, placeOf, showFailure, showSentence, told, ToldFailure, traceOf } from "./failures";

/** What a sign-in brings. */
export interface PaneToken {
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
}

/** Where requests get their token from. Pages have none: they go by cookie. */
export interface TokenSource {
  /** The token for the next request; null before sign-in. */
  current(): string | null;
  /** A new token after the server refused the last one. */
  renew(): Promise<string>;
}

interface Problem {
  title?: string;
}

let tokens: TokenSource | null = null;
let language: string | null = null;
const repeated = new WeakSet<XMLHttpRequest>();
const repeatNext = new WeakSet<Element>();

/** Names the source of tokens and the language of Office; from then on every request carries both. */
export function connect(source: TokenSource, officeLanguage: string): void {
  tokens = source;
  language = officeLanguage;
}

/** Puts a screen in place. A call for a place that still waits for an answer comes after it, and of several such only the last is made. */
export function showScreen(method: "GET" | "POST", path: string, place: HTMLElement, values: Record<string, string> = {}): Promise<void> {
  return htmx.ajax(method.toLowerCase() as "get" | "post", path, { source: place, target: place, swap: "innerHTML", values }) as Promise<void>;
}

/** Signs in by name and password. */
export function signInByPassword(userName: string, password: string): Promise<PaneToken> {
  return anonymous("/sign-in/token", { userName, password });
}

/** Exchanges a refresh token for new tokens. */
export function refresh(refreshToken: string): Promise<PaneToken> {
  return anonymous("/sign-in/refresh", { refreshToken });
}

/** Posts a form and reads JSON. */
export async function postForm<T>(path: string, form: FormData, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, form, {}, signal)).json()) as T;
}

/** Posts JSON and reads JSON. */
export async function postJson<T>(path: string, body: unknown): Promise<T> {
  return (await (await send(path, JSON.stringify(body), { "Content-Type": "application/json" })).json()) as T;
}

/** Posts a form and reads a file. */
export async function postForFile(path: string, form: FormData): Promise<ArrayBuffer> {
  return (await send(path, form)).arrayBuffer();
}

/** Makes htmx carry token and language, renew a refused token once, and put errors where the user looks. */
export function listenToScreens(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    Object.assign(headers, ownHeaders());
  });
  document.addEventListener("htmx:beforeSend", (event) => {
    const { elt, xhr } = answerOf(event);
    if (repeatNext.delete(elt)) repeated.add(xhr);
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const answer = answerOf(event);
    if (answer.xhr.status !== 401 || !tokens || repeated.has(answer.xhr)) return;
    event.preventDefault();
    void renewAndRepeat(answer, tokens);
  });
  document.addEventListener("htmx:beforeSwap", (event) => placeAnswer(event));
  document.addEventListener("htmx:afterSettle", keepFocus);
  document.addEventListener("htmx:sendError", () => showFailure("offline"));
  document.addEventListener("htmx:timeout", () => showFailure("offline"));
}

// Where the element that had the focus was replaced, a keyboard goes on from the beginning of what replaced it.
function keepFocus(event: Event): void {
  if (document.activeElement !== document.body || !document.hasFocus() || answerOf(event).requestConfig.verb === "get") return;
  const place = (event.target as Element).closest<HTMLElement>("[tabindex='-1']") ?? document.querySelector<HTMLElement>("main");
  place?.focus();
}

interface ScreenAnswer {
  elt: Element;
  xhr: XMLHttpRequest;
  target: HTMLElement;
  shouldSwap: boolean;
  swapOverride?: string;
  etc?: { swapOverride?: string };
  requestConfig: { elt: Element; verb: "get" | "post" | "put" | "delete" | "patch"; path: string; unfilteredFormData: FormData };
}

function answerOf(event: Event): ScreenAnswer {
  return (event as CustomEvent<ScreenAnswer>).detail;
}

async function renewAndRepeat(answer: ScreenAnswer, source: TokenSource): Promise<void> {
  try {
    await source.renew();
  } catch {
    showFailure("session");
    return;
  }
  const { elt, target, requestConfig, etc } = answer;
  repeatNext.add(elt);
  const swap = etc?.swapOverride;
  await htmx.ajax(requestConfig.verb, requestConfig.path, {
    source: elt,
    target,
    values: requestConfig.unfilteredFormData,
    ...(swap ? { swap: swap as "innerHTML" } : {}),
  });
}

function placeAnswer(event: Event): void {
  const answer = answerOf(event);
  // The event is told at the target; whoever asked is another element where a form puts its answer elsewhere.
  const { xhr, requestConfig: { elt } } = answer;
  if (xhr.status < 400) {
    // A form that left the screen meanwhile must not bring its answer over what stands there now.
    if (!elt.isConnected) answer.shouldSwap = false;
    else clearFailure(elt);
    return;
  }
  answer.shouldSwap = false;
  const place = placeOf(elt);
  if (xhr.status === 401) showFailure("session");
  else if (xhr.getResponseHeader("Content-Type")?.startsWith("text/html") && xhr.status < 500) {
    answer.shouldSwap = true;
    answer.target = place;
    answer.swapOverride = "innerHTML";
    place.hidden = false;
  } else {
    const title = xhr.status < 500 ? titleOf(xhr.responseText) : undefined;
    if (title) showSentence(title);
    else showFailure("server", traceOf(xhr.responseText));
  }
}

async function send(path: string, body: FormData | string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  const ask = () => fetch(path, { method: "POST", headers: { ...headers, ...ownHeaders() }, body, ...(signal ? { signal } : {}) }).catch(sayOffline);
  let answer = await ask();
  if (answer.status === 401 && tokens) {
    await tokens.renew();
    answer = await ask();
  }
  if (!answer.ok) throw await failureOf(answer);
  clearFailure();
  return answer;
}

async function anonymous<T>(path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json", ...(language ? { "X-Crm-Language": language } : {}) };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), credentials: "omit" }).catch(sayOffline);
  if (!answer.ok) throw await failureOf(answer);
  return (await answer.json()) as T;
}

function ownHeaders(): Record<string, string> {
  const token = tokens?.current();
  return {
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(language ? { "X-Crm-Language": language } : {}),
  };
}

async function failureOf(answer: Response): Promise<Error> {
  const text = await answer.text();
  if (answer.status === 401) return told("session");
  const title = answer.status < 500 ? titleOf(text) : undefined;
  return title ? new ToldFailure(title) : told("server", traceOf(text));
}

function sayOffline(): never {
  throw told("offline");
}

function titleOf(problem: string): string | undefined {
  try {
    return (JSON.parse(problem) as Problem).title;
  } catch {
    return undefined;
  }
}
