/** Opens a report's workbook in a new window of Excel. */
import { postForFile } from "../shared/crm";
import { showAny } from "../shared/failures";
import { openWorkbook } from "../shared/office";

export async function openReport(form: HTMLFormElement): Promise<void> {
  try {
    await openWorkbook(await postForFile(`/panes/excel/reports/${form.dataset["report"]}/workbook`, new FormData(form)));
  } catch (failure) {
    showAny(failure, form);
  }
}
