/** Shows the preview's workbook as a grid in which one can work: sheets, cells, a line for the formula, charts. */
import { addressOf, areaOf, lettersOf } from "./workbook/addresses";
import { choicesOf, isOnList } from "./workbook/choiceLists";
import { drawChart } from "./chartDrawing";
import type { HostWorkbook } from "./workbook/clientObjects";
import { shown } from "./workbook/numberFormats";
import { fillColumn, growTables, type Sheet } from "./workbook/model";

const mostRowsShown = 400;
const fewestRows = 30;
const fewestColumns = 14;

let selected = "A1";
let pending = 0;

/** Shows the workbook in its place on the page, now and whenever it changes. */
export function showGrid(place: HTMLElement, host: HostWorkbook): void {
  const line = place.querySelector<HTMLInputElement>("[data-formula]");
  host.book.listeners.add(() => {
    // Many changes come at once; they are drawn once.
    if (!pending) pending = requestAnimationFrame(() => ((pending = 0), draw(place, host)));
  });
  place.addEventListener("click", (event) => choose(place, host, event.target as Element));
  place.addEventListener("keydown", (event) => move(place, host, event));
  line?.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isRefused(host, selected, line.value)) {
      line.setCustomValidity(line.dataset["textRefused"] ?? "");
      line.reportValidity();
      return;
    }
    write(host, selected, line.value);
    cellAt(place, selected)?.focus();
  });
  line?.addEventListener("input", () => line.setCustomValidity(""));
  draw(place, host);
}

/** Writes into a cell of the active sheet as a user does who types. */
export function write(host: HostWorkbook, address: string, text: string): void {
  const area = areaOf(address);
  if (!area) return;
  const sheet = host.book.active;
  sheet.write(area.row, area.column, text);
  growTables(sheet, area.row, area.column);
  if (text.startsWith("=")) fillColumn(sheet, area.row, area.column, text);
  host.calculation.run();
}

function isRefused(host: HostWorkbook, address: string, text: string): boolean {
  const area = areaOf(address);
  const list = area && host.book.active.at(area.row, area.column)?.list;
  return !!list && !isOnList(list, text);
}

function choose(place: HTMLElement, host: HostWorkbook, target: Element): void {
  const tab = target.closest<HTMLElement>("[data-sheet]");
  const sheet = tab && host.book.sheetOf(tab.dataset["sheet"] ?? "");
  if (sheet) {
    host.book.active = sheet;
    selected = "A1";
    draw(place, host);
    place.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(sheet.id)}"]`)?.focus();
  }
  const cell = target.closest<HTMLElement>("[data-cell]");
  if (cell) select(place, host, cell);
}

function move(place: HTMLElement, host: HostWorkbook, event: KeyboardEvent): void {
  const cell = (event.target as Element).closest<HTMLElement>("[data-cell]");
  const area = cell && areaOf(cell.dataset["cell"] ?? "");
  if (!area) return;
  const forward = host.book.active.isRightToLeft ? -1 : 1;
  const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, forward], ArrowLeft: [0, -forward] }[event.key];
  if (step) {
    event.preventDefault();
    const next = cellAt(place, addressOf({ ...area, row: area.row + step[0]!, column: area.column + step[1]! }));
    if (next) select(place, host, next);
    next?.focus();
  } else if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    place.querySelector<HTMLInputElement>("[data-formula]")?.select();
  } else if (event.key === "Delete") {
    write(host, selected, "");
  }
}

function select(place: HTMLElement, host: HostWorkbook, cell: HTMLElement): void {
  for (const other of place.querySelectorAll<HTMLElement>("[aria-selected=true]")) {
    other.ariaSelected = "false";
    other.tabIndex = -1;
  }
  cell.ariaSelected = "true";
  cell.tabIndex = 0;
  selected = cell.dataset["cell"] ?? "A1";
  showLine(place, host);
}

function showLine(place: HTMLElement, host: HostWorkbook): void {
  const area = areaOf(selected);
  const line = place.querySelector<HTMLInputElement>("[data-formula]");
  const name = place.querySelector<HTMLElement>("[data-cell-name]");
  const cell = area && host.book.active.at(area.row, area.column);
  if (line) line.value = String(cell?.formula ?? cell?.value ?? "");
  line?.setCustomValidity("");
  if (name) name.textContent = selected;
  place.querySelector("[data-choices]")?.replaceChildren(...(cell?.list ? choicesOf(cell.list) : []).map((choice) => make("option", choice, { value: choice })));
}

function draw(place: HTMLElement, host: HostWorkbook): void {
  const sheet = host.book.active;
  const hadFocus = document.activeElement?.matches("[data-cell]") ?? false;
  const scroll = place.querySelector<HTMLElement>("[data-grid]");
  if (scroll) {
    scroll.dir = sheet.isRightToLeft ? "rtl" : "ltr";
    scroll.replaceChildren(tableOf(sheet, host), ...sheet.charts.map((chart) => drawChart(chart, host)));
  }
  place.querySelector("[data-tabs]")?.replaceChildren(...host.book.sheets.filter((one) => one.visibility === "Visible").map((one) => tabOf(one, one === sheet)));
  const cell = cellAt(place, selected) ?? cellAt(place, "A1");
  if (cell) select(place, host, cell);
  if (hadFocus) cell?.focus();
}

function tableOf(sheet: Sheet, host: HostWorkbook): HTMLElement {
  const used = sheet.used(false);
  const rows = Math.min(mostRowsShown, Math.max(fewestRows, used ? used.row + used.rows + 3 : 0));
  const columns = Math.max(fewestColumns, used ? used.column + used.columns + 2 : 0);
  const across = Array.from({ length: columns }, (_, column) => column).filter((column) => !sheet.hiddenColumns.has(column));
  const table = make("table", "", { role: "grid" });
  const head = make("tr");
  head.append(make("td"), ...across.map((column) => make("th", lettersOf(column), { scope: "col" })));
  table.append(make("thead"), make("tbody"));
  table.tHead?.append(head);
  for (let row = 0; row < rows; row++) {
    const line = make("tr");
    line.append(make("th", String(row + 1), { scope: "row" }), ...across.map((column) => cellOf(sheet, row, column, host)));
    table.tBodies[0]?.append(line);
  }
  table.ariaLabel = sheet.name;
  return table;
}

function cellOf(sheet: Sheet, row: number, column: number, host: HostWorkbook): HTMLElement {
  const cell = sheet.at(row, column);
  const element = make("td", cell ? shown(cell) : "", { role: "gridcell", "data-cell": addressOf({ row, column, rows: 1, columns: 1 }), tabindex: "-1", "aria-selected": "false" });
  if (cell?.fill) {
    element.style.backgroundColor = cell.fill;
    // The workbook's own colours are made for a light ground.
    element.style.color = cell.fontColor ?? "#1b2a3a";
  }
  if (cell?.isBold) element.style.fontWeight = "600";
  if (typeof cell?.value === "number") element.classList.add("number");
  if (cell?.list) element.classList.add("choosable");
  const comment = host.book.comments.find((one) => one.sheet === sheet && one.row === row && one.column === column)?.text ?? host.calculation.messageOf(sheet, row, column);
  if (comment) {
    element.title = comment;
    element.classList.add("commented");
  }
  return element;
}

function tabOf(sheet: Sheet, isActive: boolean): HTMLElement {
  const tab = make("button", sheet.name, { type: "button", "data-sheet": sheet.id });
  if (isActive) tab.setAttribute("aria-current", "true");
  return tab;
}

function cellAt(place: HTMLElement, address: string): HTMLElement | null {
  return place.querySelector<HTMLElement>(`[data-cell="${address}"]`);
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, text = "", attributes: Record<string, string> = {}): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
