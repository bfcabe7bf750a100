/** The mail list of the preview: selecting by click and by arrow keys, and the mail that is on screen. */
import type { PreviewMail } from "./host";

/** Calls back whenever another mail is on screen. */
export function watchMails(changed: () => void): void {
  const list = document.getElementById("mails");
  list?.addEventListener("keydown", (event) => moveByArrow(list, event));
  list?.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("[data-mail]");
    if (chosen) markAsChosen(list, chosen);
  });
  document.querySelector("select[data-submit]")?.addEventListener("change", (event) => (event.target as HTMLSelectElement).form?.requestSubmit());
  document.addEventListener("htmx:afterSwap", (event) => {
    if ((event.target as Element).id === "mail") changed();
  });
}

/** The mail on screen as Outlook would tell it. */
export function mailOnScreen(): PreviewMail | null {
  const shown = document.querySelector<HTMLElement>("#mail [data-from]");
  if (!shown) return null;
  const { from = "", fromName = "", subject = "", messageId = "" } = shown.dataset;
  return { from, fromName, subject, internetMessageId: messageId, text: shown.querySelector(".read-body")?.textContent ?? "" };
}

function moveByArrow(list: HTMLElement, event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const mails = [...list.querySelectorAll<HTMLElement>("[data-mail]")];
  const here = mails.indexOf(document.activeElement as HTMLElement);
  const next = mails[Math.min(Math.max(here + step, 0), mails.length - 1)];
  next?.focus();
  next?.click();
}

function markAsChosen(list: HTMLElement, chosen: HTMLElement): void {
  for (const mail of list.querySelectorAll<HTMLElement>("[data-mail]")) {
    if (mail === chosen) mail.setAttribute("aria-current", "true");
    else mail.removeAttribute("aria-current");
  }
}
