/** Remembers what each report was asked for last: in the workbook for whoever opens it, and in this browser for the next workbook. */
import { showAny } from "../shared/failures";
import { storagePrefix } from "../shared/office";

type Asked = Record<string, string>;
type Forms = Record<string, Asked>;

const settingKey = "crm.forms";

/** Fills the forms with what was asked for last, and keeps what is asked for from now on. */
export async function rememberForms(screen: HTMLElement): Promise<void> {
  const forms = { ...ofBrowser(), ...(await ofWorkbook()) };
  for (const form of screen.querySelectorAll<HTMLFormElement>("form.report-form")) fillForm(form, forms[form.dataset["report"] ?? ""] ?? {});
  // On the document, after a period by name has filled in its days.
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form.report-form");
    if (form) keep(form).catch((failure: unknown) => showAny(failure, form));
  });
}

/** What a form asks for. */
export function askedOf(form: HTMLFormElement): Asked {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

/** Lets a form ask for what it asked for then. */
export function fillForm(form: HTMLFormElement, values: Asked): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    // What is no longer on offer is not chosen.
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) field.value = value;
    else if (field instanceof HTMLInputElement) field.value = value;
  }
  const period = form.querySelector<HTMLSelectElement>("[data-period]");
  const named = [...(period?.options ?? [])].find((option) => option.value !== "" && (option.dataset["from"] ?? "") === (values["from"] ?? "") && (option.dataset["to"] ?? "") === (values["to"] ?? ""));
  if (period) period.value = named?.value ?? "";
}

async function keep(form: HTMLFormElement): Promise<void> {
  const values = askedOf(form);
  const report = form.dataset["report"] ?? "";
  localStorage.setItem(storageKey(), JSON.stringify({ ...ofBrowser(), [report]: values }));
  const forms = { ...(await ofWorkbook()), [report]: values };
  await Excel.run(async (context) => {
    context.workbook.settings.add(settingKey, JSON.stringify(forms));
    await context.sync();
  });
}

function ofBrowser(): Forms {
  return JSON.parse(localStorage.getItem(storageKey()) ?? "{}") as Forms;
}

async function ofWorkbook(): Promise<Forms> {
  return Excel.run(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(settingKey);
    setting.load("value");
    await context.sync();
    return setting.isNullObject ? {} : (JSON.parse(String(setting.value)) as Forms);
  });
}

function storageKey(): string {
  return `${storagePrefix()}crm-report-forms`;
}
