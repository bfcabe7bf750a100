/** The only file that touches Office.js but for workbooks, which are ../excel's: its callbacks become promises that reject where the status is no success. */
import { told } from "./failures";

/** What Outlook tells of the mail that is being read. */
export interface MailFacts {
  from: string;
  fromName: string;
  subject: string;
  internetMessageId: string;
  itemId: string;
  body: string;
  bodyIsHtml: boolean;
}

// @types/office-js leaves this part of Office.js out.
declare const OfficeRuntime: { auth: { getAccessToken(options: { allowSignInPrompt: boolean }): Promise<string> } };

const htmlNeededFrom = "1.3";

// Office.js sets both to null on the object; the browser's own are still on its prototype.
Reflect.deleteProperty(window.history, "pushState");
Reflect.deleteProperty(window.history, "replaceState");

/** Waits for Office; false where the page was not opened by Outlook or Excel. */
export async function isInOffice(): Promise<boolean> {
  if (typeof Office === "undefined") return false;
  const { host } = await Office.onReady();
  return host !== null && host !== undefined;
}

/** The language that Office speaks: "en" or "ar". */
export function officeLanguage(): string {
  return Office.context.displayLanguage?.toLowerCase().startsWith("ar") ? "ar" : "en";
}

/** Keeps keys of different sites that embed the pane apart in the browser's storage. */
export function storagePrefix(): string {
  const { partitionKey } = Office.context as { partitionKey?: string };
  return partitionKey ? `${partitionKey}-` : "";
}

/** A token from the host's own sign-in; null where it gives none. */
export async function hostToken(): Promise<string | null> {
  try {
    return await OfficeRuntime.auth.getAccessToken({ allowSignInPrompt: false });
  } catch {
    return null;
  }
}

/** Calls back with whether Office is dark, now and when it changes; says nothing where Office names no theme. */
export function watchTheme(show: (isDark: boolean) => void): void {
  const tell = (theme: Office.OfficeTheme | undefined) => {
    if (theme?.bodyBackgroundColor) show(isDark(theme.bodyBackgroundColor));
  };
  tell(Office.context.officeTheme);
  if (Office.context.mailbox && Office.context.requirements.isSetSupported("Mailbox", "1.14"))
    Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (event: Office.OfficeThemeChangedEventArgs) => tell(event.officeTheme));
}

/** Calls back when another mail is selected while the pane is pinned. */
export function onItemChanged(changed: () => void): Promise<void> {
  return settled((done) => Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, changed, done));
}

/** The mail that is being read; null where none is, or what is open is no received mail. */
export async function readMail(): Promise<MailFacts | null> {
  const item = Office.context.mailbox.item as Office.MessageRead | null | undefined;
  if (!item?.from?.emailAddress) return null;
  const body = Office.context.requirements.isSetSupported("Mailbox", htmlNeededFrom) ? await readBody(item) : { text: "", isHtml: false };
  return {
    from: item.from.emailAddress,
    fromName: item.from.displayName ?? "",
    subject: item.subject ?? "",
    internetMessageId: item.internetMessageId ?? "",
    // Some Outlooks tell none.
    itemId: item.itemId ?? "",
    body: body.text,
    bodyIsHtml: body.isHtml,
  };
}

/** Opens an address in the user's browser, outside the pane. */
export function openInBrowser(address: string): void {
  if (Office.context.ui.openBrowserWindow && Office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1")) Office.context.ui.openBrowserWindow(address);
  else window.open(address, "_blank", "noopener");
}

/** Whether Excel can open a workbook that it is given. */
export function canOpenWorkbook(): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", "1.8");
}

/** Whether sheets with charts can be inserted; Excel on the web refuses them. */
export function hostTakesCharts(): boolean {
  return Office.context.platform !== Office.PlatformType.OfficeOnline;
}

/** Whether sheets can be inserted into the workbook that is open. */
export function canInsertSheets(): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", "1.13");
}

/** Whether cells can be commented by a program. */
export function canComment(): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", "1.10");
}

/** Whether cells can offer choices in a drop-down. */
export function canOfferChoices(): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", "1.8");
}

/** Opens a workbook in a new window of Excel. */
export async function openWorkbook(file: ArrayBuffer): Promise<void> {
  try {
    await Excel.createWorkbook(toBase64(file));
  } catch (failure) {
    throw told("office", failure instanceof Error ? failure.message : "");
  }
}

// HTML keeps the lines of a signature apart where some clients' plain text runs them together.
async function readBody(item: Office.MessageRead): Promise<{ text: string; isHtml: boolean }> {
  const text = await settled<string>((done) => item.body.getAsync(Office.CoercionType.Html, done));
  return { text, isHtml: true };
}

function settled<T>(start: (done: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    start((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(told("office", result.error?.message ?? ""));
    }),
  );
}

function isDark(color: string): boolean {
  const [red = 255, green = 255, blue = 255] = (color.replace("#", "").match(/../g) ?? []).map((part) => parseInt(part, 16));
  // Perceived brightness as W3C's AERT defines it.
  return (red * 299 + green * 587 + blue * 114) / 1000 < 128;
}

function toBase64(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file);
  const chunk = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}
