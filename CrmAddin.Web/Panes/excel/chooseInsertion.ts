/** Lets the user choose which of the insertions of a report is refreshed: the same report stands in a workbook for as many periods or people as they like. */
import { idOf, readInserted, type InsertedReport } from "./insertedReports";
import { fillForm } from "./rememberForms";

const choiceOf = (form: HTMLFormElement) => form.querySelector<HTMLSelectElement>("select[data-inserted]");

/** Choosing an insertion asks for what it was asked for. */
export function followChoice(screen: HTMLElement): void {
  screen.addEventListener("change", (event) => {
    const choice = event.target;
    const form = choice instanceof HTMLSelectElement && choice.matches("[data-inserted]") ? choice.form : null;
    const asked = form && choiceOf(form)?.selectedOptions[0]?.dataset["asked"];
    if (asked) fillForm(form, JSON.parse(asked) as InsertedReport["asked"]);
  });
}

/** Offers the insertions that stand, the newest chosen where none was, or where one was just inserted. */
export async function offerInsertions(screen: HTMLElement, fresh: HTMLFormElement | null): Promise<void> {
  const reports = await Excel.run(readInserted);
  for (const form of screen.querySelectorAll<HTMLFormElement>("form.report-form")) {
    const inserted = reports[reportOf(form)] ?? [];
    for (const part of form.querySelectorAll<HTMLElement>("[data-when-inserted]")) part.hidden = inserted.length === 0;
    const choice = choiceOf(form);
    if (!choice) continue;
    const before = form === fresh ? "" : choice.value;
    choice.replaceChildren(...inserted.map(({ inserted: one, sheetName }) => {
      const option = new Option(`${sheetName} · ${one.readAtText}`, idOf(one));
      option.dataset["asked"] = JSON.stringify(one.asked);
      return option;
    }));
    choice.value = before;
    if (choice.selectedIndex < 0) choice.selectedIndex = inserted.length - 1;
  }
}

/** The insertion that is chosen; nothing where it no longer stands. */
export async function chosenInsertion(context: Excel.RequestContext, form: HTMLFormElement): Promise<InsertedReport | undefined> {
  const all = (await readInserted(context))[reportOf(form)] ?? [];
  return all.find(({ inserted }) => idOf(inserted) === choiceOf(form)?.value)?.inserted;
}

/** The name of the report that a form asks for. */
export function reportOf(form: HTMLFormElement): string {
  return form.dataset["report"] ?? "";
}
