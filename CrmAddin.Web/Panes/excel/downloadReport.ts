/** Downloads a report's workbook: a one-time ticket, opened in the user's browser, so that no token stands in an address. */
import { postForm } from "../shared/crm";
import { showAny } from "../shared/failures";
import { openInBrowser } from "../shared/office";

export async function downloadReport(form: HTMLFormElement): Promise<void> {
  try {
    const { address } = await postForm<{ address: string }>(`/panes/excel/reports/${form.dataset["report"]}/ticket`, new FormData(form));
    openInBrowser(address);
  } catch (failure) {
    showAny(failure, form);
  }
}
