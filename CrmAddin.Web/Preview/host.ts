/** What the page around a previewed pane offers to the stand-in of Office.js inside it. */
import type { HostWorkbook } from "./workbook/clientObjects";

/** The mail that is selected on the page, as Outlook would tell it. */
export interface PreviewMail {
  from: string;
  fromName: string;
  subject: string;
  internetMessageId: string;
  text: string;
}

/** The page around the pane. */
export interface PreviewHost {
  readonly host: "Outlook" | "Excel";
  readonly language: string;
  /** The selected mail; null where none is. */
  mail(): PreviewMail | null;
  /** Calls back when another mail is selected. */
  onMailChanged(changed: () => void): void;
  /** A short-lived token for the signed-in user. */
  accessToken(): Promise<string>;
  /** The workbook beside the pane; null where there is none. */
  readonly workbook: HostWorkbook | null;
  /** Shows a workbook that the pane opens. */
  openWorkbook(base64: string): void;
  /** Opens an address outside the pane. */
  openBrowserWindow(address: string): void;
}

declare global {
  interface Window {
    crmPreview?: PreviewHost;
  }
}
