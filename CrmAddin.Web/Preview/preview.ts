/** The page around a previewed pane: the mail list or the sheet, and what Office would do. */
import { followSystemTheme } from "../Panes/shared/controls";
import { listenToScreens } from "../Panes/shared/crm";
import type { PreviewHost } from "./host";
import { accessToken } from "./accessToken";
import { mailOnScreen, watchMails } from "./mails";
import { showWorkbook } from "./workbooks";

const changed: (() => void)[] = [];

const page: PreviewHost = {
  host: document.body.dataset["host"] === "excel" ? "Excel" : "Outlook",
  language: document.documentElement.lang,
  mail: mailOnScreen,
  onMailChanged: (call) => void changed.push(call),
  accessToken,
  openWorkbook: showWorkbook,
  openBrowserWindow: (address) => void window.open(address, "_blank", "noopener"),
};
window.crmPreview = page;

followSystemTheme();
listenToScreens();
watchMails(() => changed.forEach((call) => call()));

// The pane asks for this page as soon as it loads, so it is loaded only now.
const frame = document.querySelector<HTMLIFrameElement>("iframe[data-src]");
if (frame) frame.src = frame.dataset["src"] ?? "";
