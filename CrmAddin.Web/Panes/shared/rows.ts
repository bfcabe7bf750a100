/** Rows of a form that can be added and taken away: phones, addresses, children. */
export function growRows(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-add-row], [data-remove-row]") : null;
    const rows = button?.closest("[data-rows]");
    if (!button || !rows) return;
    const row = button.closest<HTMLElement>("[data-row]");
    if (button.matches("[data-add-row]")) addRow(rows);
    else if (row) removeRow(rows, row);
  });
}

function addRow(rows: Element): void {
  const last = lastRow(rows);
  if (!last) return;
  const fresh = last.cloneNode(true);
  if (!(fresh instanceof HTMLElement)) return;
  clear(fresh);
  last.after(fresh);
  fresh.querySelector<HTMLElement>("input")?.focus();
}

function removeRow(rows: Element, row: HTMLElement): void {
  if (rows.querySelectorAll("[data-row]").length === 1) clear(row);
  else row.remove();
  lastRow(rows)?.querySelector<HTMLElement>("input")?.focus();
}

function lastRow(rows: Element): HTMLElement | null {
  return [...rows.querySelectorAll<HTMLElement>("[data-row]")].at(-1) ?? null;
}

function clear(row: HTMLElement): void {
  for (const field of row.querySelectorAll("input")) field.value = "";
}
