/**
 * Stands in for Office.js while a pane is previewed: exactly what Panes/shared/office.ts uses, told by the page around the pane.
 * Without such a page it behaves like Office.js outside Office.
 */
import type { PreviewHost, PreviewMail } from "./host";
import type { CustomFunction } from "./workbook/calculation";
import { run } from "./workbook/excelApi";

type Callback<T> = (result: Office.AsyncResult<T>) => void;

const page: PreviewHost | undefined = window.parent === window ? undefined : window.parent.crmPreview;
const supported: Record<string, string> = { Mailbox: "1.13", ExcelApi: "1.17", OpenBrowserWindowApi: "1.1", SharedRuntime: "1.1", CustomFunctionsRuntime: "1.5" };
const dark = window.matchMedia("(prefers-color-scheme: dark)");

// Office.js does this too, and the pane must live with it.
Object.assign(window.history, { pushState: null, replaceState: null });

const standIn = {
  onReady: () => Promise.resolve({ host: page?.host ?? null, platform: page ? "OfficeOnline" : null }),
  EventType: { ItemChanged: "olkItemSelectedChanged", OfficeThemeChanged: "officeThemeChanged" },
  PlatformType: { OfficeOnline: "OfficeOnline" },
  CoercionType: { Html: "html", Text: "text" },
  AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
  context: {
    platform: page ? "OfficeOnline" : null,
    displayLanguage: page?.language === "ar" ? "ar-SA" : "en-US",
    get officeTheme() {
      return { bodyBackgroundColor: dark.matches ? "#1f1f1f" : "#ffffff" };
    },
    requirements: { isSetSupported: (name: string, version = "1.1") => minorOf(supported[name] ?? "1.0") >= minorOf(version) },
    ui: { openBrowserWindow: (address: string) => page?.openBrowserWindow(address) },
    mailbox: {
      get item() {
        const mail = page?.mail();
        return mail ? itemOf(mail) : null;
      },
      addHandlerAsync: (_: string, changed: () => void, done?: Callback<void>) => {
        page?.onMailChanged(changed);
        done?.(succeeded(undefined));
      },
    },
  },
};

const auth = { getAccessToken: () => page?.accessToken() ?? Promise.reject(new Error("There is no page around the pane.")) };
const excel = {
  createWorkbook: async (base64: string) => page?.openWorkbook(base64),
  run: (batch: Parameters<typeof run>[1]) => (page?.workbook ? run(page.workbook, batch) : Promise.reject(new Error("There is no workbook beside the pane."))),
};

class FunctionError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

const customFunctions = {
  associate: (id: string, call: CustomFunction) => void page?.workbook?.calculation.functions.set(id.toUpperCase(), call),
  Error: FunctionError,
  ErrorCode: { notAvailable: "#N/A", invalidValue: "#VALUE!" },
};
Object.assign(window, { Office: standIn, OfficeRuntime: { auth }, Excel: excel, CustomFunctions: customFunctions });

// Requirement sets count on from 1.9 to 1.10, so they are no decimals.
function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

function itemOf(mail: PreviewMail) {
  return {
    from: { emailAddress: mail.from, displayName: mail.fromName },
    subject: mail.subject,
    internetMessageId: mail.internetMessageId,
    itemId: "",
    body: {
      getAsync: (form: string, done: Callback<string>) => done(succeeded(form === "html" ? htmlOf(mail.text) : mail.text)),
    },
  };
}

function htmlOf(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => {
    const box = document.createElement("div");
    box.textContent = line;
    return line ? box.outerHTML : "<div><br></div>";
  });
  return `<html><body>${lines.join("")}</body></html>`;
}

function succeeded<T>(value: T): Office.AsyncResult<T> {
  return { status: "succeeded", value } as unknown as Office.AsyncResult<T>;
}
