/** The task pane beside a workbook: reports in it and as files of their own, sheets to edit, and the functions of its cells. */
import { showScreen } from "../shared/crm";
import { showAny, told } from "../shared/failures";
import { canInsertSheets, canOpenWorkbook } from "../shared/office";
import { screenOf, startPane } from "../shared/paneStart";
import { followPeriods } from "../shared/periods";
import { followChoice, offerInsertions } from "./chooseInsertion";
import { downloadReport } from "./downloadReport";
import { editSheet } from "./editSheet";
import { readSheets } from "./editedSheets";
import { associateFunctions, recalculate, startFunctions } from "./functions";
import { insertReport } from "./insertReport";
import { openReport } from "./openReport";
import { refreshReport } from "./refreshReport";
import { rememberForms } from "./rememberForms";
import { sendSheet } from "./sendSheet";

associateFunctions();

await startPane(async () => {
  startFunctions();
  followPeriods();
  followChoice(screenOf());
  screenOf().addEventListener("click", (event) => void act(event));
  await showScreen("GET", "/panes/excel/screen", screenOf());
  if (!canOpenWorkbook()) hide("open");
  if (!canInsertSheets()) hide("insert");
  await rememberForms(screenOf());
  await offerWhatStands(null);
});

async function act(event: MouseEvent): Promise<void> {
  const button = (event.target as Element).closest<HTMLElement>("[data-act]");
  const form = button?.closest("form");
  const place = form?.parentElement?.querySelector<HTMLElement>(".progress");
  if (!button || !form || !place || button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await run(button.dataset["act"] ?? "", form, place);
  } catch (failure) {
    showAny(asTold(failure), form);
  } finally {
    button.ariaBusy = null;
  }
}

async function run(act: string, form: HTMLFormElement, place: HTMLElement): Promise<void> {
  if (act === "recalculate") return recalculate();
  if (act === "open") return openReport(form);
  if (act === "download") return downloadReport(form);
  if (act === "edit") await editSheet(form, place);
  else if (act === "send") await sendSheet(form, place);
  else await (act === "insert" ? insertReport(form, place) : refreshReport(form, place));
  await offerWhatStands(act === "insert" ? form : null);
}

/** Offers to refresh the reports that stand in this workbook, and to send its sheets back. */
async function offerWhatStands(fresh: HTMLFormElement | null): Promise<void> {
  await offerInsertions(screenOf(), fresh);
  const sheets = await Excel.run(readSheets);
  for (const part of screenOf().querySelectorAll<HTMLElement>("[data-when-sheet]")) part.hidden = sheets[part.closest("form")?.dataset["sheet"] ?? ""] === undefined;
}

// What Excel refuses it says in a sentence of its own.
function asTold(failure: unknown): unknown {
  return failure instanceof Error && "debugInfo" in failure ? told("office", failure.message) : failure;
}

function hide(act: string): void {
  for (const button of screenOf().querySelectorAll<HTMLElement>(`[data-act=${act}]`)) button.hidden = true;
}
