/** The page around a previewed pane: the mail list or the sheet, and what Office would do. */
import { followSystemTheme } from "../Panes/shared/controls";
import { listenToScreens } from "../Panes/shared/crm";
import type { PreviewHost } from "./host";
import { Calculation } from "./workbook/calculation";
import { Book } from "./workbook/model";
import { accessToken } from "./accessToken";
import { showGrid } from "./grid";
import { mailOnScreen, watchMails } from "./mails";
import { showWorkbook } from "./workbooks";

const changed: (() => void)[] = [];
const sheet = document.getElementById("workbook");
const book = new Book();
const workbook = sheet && { book, calculation: new Calculation(book) };

const page: PreviewHost = {
  host: document.body.dataset["host"] === "excel" ? "Excel" : "Outlook",
  language: document.documentElement.lang,
  mail: mailOnScreen,
  onMailChanged: (call) => void changed.push(call),
  accessToken,
  workbook,
  openWorkbook: showWorkbook,
  openBrowserWindow: (address) => void window.open(address, "_blank", "noopener"),
};
window.crmPreview = page;

followSystemTheme();
listenToScreens();
watchMails(() => changed.forEach((call) => call()));
if (sheet && workbook) showGrid(sheet, workbook);

// The pane asks for this page as soon as it loads, so it is loaded only now.
const frame = document.querySelector<HTMLIFrameElement>("iframe[data-src]");
if (frame) frame.src = frame.dataset["src"] ?? "";
