/** The list of contacts by keyboard: from the search box down into the hits and back, and all boxes at one tick. */
export function walkContactList(): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.target instanceof HTMLElement)) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const isSearch = event.target.matches("#list-form .find");
    if (event.key === "Enter" && isSearch) openOnlyHit(event);
    else if (step !== 0 && (isSearch || event.target.closest("#rows tbody a"))) move(event, event.target, step);
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-tick-all]")) tickAll(event.target.checked);
  });
  // What was typed was asked for already; asking again when the box is left would take the hits away from under the reader.
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.matches("#list-form .find")) event.stopPropagation();
  }, true);
  document.addEventListener("htmx:afterSwap", () => {
    const address = document.querySelector<HTMLElement>("#rows")?.dataset["export"];
    if (address) document.querySelector("#export")?.setAttribute("href", address);
  });
}

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#rows tbody a")];
}

function move(event: Event, from: HTMLElement, step: number): void {
  const all = links();
  const to = all.indexOf(from) + step;
  const next = to < 0 ? document.querySelector<HTMLElement>("#list-form .find") : all[to];
  if (!next || (from.matches(".find") && step < 0)) return;
  event.preventDefault();
  next.focus();
}

// Enter in the search box opens the hit when there is one alone; else the list stays and is asked again.
function openOnlyHit(event: Event): void {
  const rows = document.querySelectorAll<HTMLElement>("#rows tbody tr[data-contact] td a");
  if (rows.length !== 1 || document.querySelector("#list-form.htmx-request")) return;
  event.preventDefault();
  rows[0]?.click();
}

function tickAll(isTicked: boolean): void {
  for (const box of document.querySelectorAll<HTMLInputElement>("#rows [name=id]")) box.checked = isTicked;
}
