/** What went wrong, told where the user looks. A failure stays on screen until it is dismissed or something succeeds. */

type FailureKind = "offline" | "server" | "session" | "office" | "signIn";

/** A failure whose message is a sentence for the user. */
export class ToldFailure extends Error {
  override readonly name = "ToldFailure";
}

/** One of the page's own sentences as a failure, with a value in its place. */
export function told(kind: FailureKind, value = ""): ToldFailure {
  const key = `text${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return new ToldFailure((box().dataset[key] ?? kind).replace("{0}", value || "—"));
}

/** Shows one of the page's own sentences, with a value in its place. */
export function showFailure(kind: FailureKind, value = ""): void {
  showSentence(told(kind, value).message);
}

/** Shows a sentence. */
export function showSentence(sentence: string): void {
  const alert = alertOf(sentence);
  alert.append(dismissButton());
  box().replaceChildren(alert);
  box().hidden = false;
}

/** Shows any failure, in the form that it belongs to or else for the page: its own sentence where it has one, else that the server failed. */
export function showAny(failure: unknown, form?: HTMLFormElement): void {
  if (!(failure instanceof ToldFailure)) console.error(failure);
  const sentence = failure instanceof ToldFailure ? failure.message : told("server").message;
  const place = form ? placeOf(form) : box();
  if (place === box()) showSentence(sentence);
  else place.replaceChildren(alertOf(sentence));
}

/** Takes the last failure away: something succeeded since. */
export function clearFailure(element?: Element): void {
  box().hidden = true;
  box().replaceChildren();
  if (element) placeOf(element).replaceChildren();
}

/** Where an error that this element's request met is shown: its form's place for errors, else the page's. */
export function placeOf(element: Element): HTMLElement {
  const form = element.closest("form");
  const inside = form?.querySelector<HTMLElement>(".form-error");
  const after = form?.nextElementSibling?.matches(".form-error") ? (form.nextElementSibling as HTMLElement) : null;
  const own = inside ?? after;
  // A form that left the screen cannot show anything any more.
  return own?.isConnected ? own : box();
}

/** The number that the server gave a failure in its answer, for the administrator. */
export function traceOf(problem: string): string {
  try {
    const { traceId } = JSON.parse(problem) as { traceId?: string };
    return traceId ?? "";
  } catch {
    return "";
  }
}

function box(): HTMLElement {
  const found = document.getElementById("failure");
  if (!found) throw new Error("The page has no place for failures.");
  return found;
}

function alertOf(sentence: string): HTMLElement {
  const alert = document.createElement("div");
  alert.className = "alert alert-error";
  alert.role = "alert";
  const text = document.createElement("p");
  text.textContent = sentence;
  alert.append(text);
  return alert;
}

function dismissButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "dismiss";
  button.textContent = "×";
  button.ariaLabel = box().dataset["textDismiss"] ?? "";
  button.addEventListener("click", () => clearFailure());
  return button;
}
