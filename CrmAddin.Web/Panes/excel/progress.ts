/** What long work in the pane says while it runs, and how it is stopped. */

/** The user stopped the work. */
export class Stopped extends Error {}

export interface Progress {
  readonly signal: AbortSignal;
  /** Says how far the work is, by one of the screen's texts. */
  say(text: string, ...values: (string | number)[]): void;
  /** Ends the work where the user stopped it. */
  check(): void;
}

/** One of the screen's own texts with values in its places. */
export function textOf(key: string, ...values: (string | number)[]): string {
  const texts = document.querySelector<HTMLElement>("[data-texts]")?.dataset ?? {};
  const text = texts[`text${key.charAt(0).toUpperCase()}${key.slice(1)}`] ?? key;
  return values.reduce<string>((filled, value, at) => filled.replaceAll(`{${at}}`, typeof value === "number" ? value.toLocaleString("en-US") : value), text);
}

/** Runs work with its progress in a place, and a button that stops it. */
export async function withProgress<T>(place: HTMLElement, work: (progress: Progress) => Promise<T>): Promise<T | null> {
  const stop = new AbortController();
  const line = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.dataset["stop"] = "";
  button.textContent = textOf("stop");
  button.addEventListener("click", () => stop.abort());
  place.replaceChildren(line, button);
  const progress: Progress = {
    signal: stop.signal,
    say: (key, ...values) => (line.textContent = textOf(key, ...values)),
    check: () => {
      if (stop.signal.aborted) throw new Stopped();
    },
  };
  try {
    return await work(progress);
  } catch (failure) {
    place.replaceChildren();
    if (failure instanceof Stopped || stop.signal.aborted) {
      showDone(place, "stopped");
      return null;
    }
    throw failure;
  }
}

/** Says one thing more in a place. */
export function tell(place: HTMLElement, sentence: string): void {
  const line = document.createElement("p");
  line.className = "alert";
  line.textContent = sentence;
  place.append(line);
}

/** Says in a place what was done. */
export function showDone(place: HTMLElement, key: string, ...values: (string | number)[]): void {
  const line = document.createElement("p");
  line.className = "alert alert-done";
  line.textContent = textOf(key, ...values);
  place.replaceChildren(line);
}
