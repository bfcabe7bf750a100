/** Periods by name: choosing one fills in its days, and changing a day leaves the name. */
export function followPeriods(): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    const form = field instanceof Element ? field.closest("form") : null;
    if (!form) return;
    const [from, to] = [form.querySelector<HTMLInputElement>("input[name=from]"), form.querySelector<HTMLInputElement>("input[name=to]")];
    if (field instanceof HTMLSelectElement && field.matches("[data-period]") && field.value !== "" && from && to) {
      const { from: first = "", to: end = "" } = field.selectedOptions[0]?.dataset ?? {};
      [from.value, to.value] = [first, end];
    } else if (field === from || field === to) {
      const period = form.querySelector<HTMLSelectElement>("[data-period]");
      if (period) period.value = "";
    }
  });
}
