/** The task pane beside a workbook: the reports, their figures, and their workbooks. */
import { showScreen } from "../shared/crm";
import { canOpenWorkbook } from "../shared/office";
import { screenOf, startPane } from "../shared/paneStart";
import { downloadReport } from "./downloadReport";
import { openReport } from "./openReport";

await startPane(async () => {
  screenOf().addEventListener("click", (event) => void act(event));
  await showScreen("GET", "/panes/excel/reports", screenOf());
  if (!canOpenWorkbook()) for (const button of screenOf().querySelectorAll<HTMLElement>("[data-act=open]")) button.hidden = true;
});

async function act(event: MouseEvent): Promise<void> {
  const button = (event.target as Element).closest<HTMLElement>("[data-act]");
  const form = button?.closest("form");
  if (!button || !form || button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await (button.dataset["act"] === "open" ? openReport(form) : downloadReport(form));
  } finally {
    button.ariaBusy = null;
  }
}
