/** Shows who wrote the mail that is being read: the contact's card, or what can be saved. */
import { showScreen } from "../shared/crm";
import { showAny } from "../shared/failures";
import { readMail } from "../shared/office";
import { screenOf, showTemplate } from "../shared/paneStart";
import { offerWhy } from "./explainMail";

let asked = 0;

export async function showSender(): Promise<void> {
  const mine = ++asked;
  try {
    const mail = await readMail();
    // Another mail was selected while Outlook was still reading this one.
    if (mine !== asked) return;
    offerWhy(mail);
    if (mail === null) showTemplate("no-mail");
    else await showScreen("POST", "/panes/outlook/sender", screenOf(), { ...mail, bodyIsHtml: String(mail.bodyIsHtml) });
  } catch (failure) {
    showAny(failure);
  }
}
