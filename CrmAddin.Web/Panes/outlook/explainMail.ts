/** Offers to say why the mail that is being read is logged or not, and shows the answer below the sender. */
import { showScreen } from "../shared/crm";
import type { MailFacts } from "../shared/office";

/** Takes the last answer away and offers to ask about this mail; hides the offer where none is open. */
export function offerWhy(mail: MailFacts | null): void {
  const [place, button, answer] = [part("why"), part("ask-why"), part("why-answer")];
  answer.replaceChildren();
  place.hidden = mail === null;
  button.onclick = mail === null ? null : () => void ask(mail, answer);
}

async function ask(mail: MailFacts, answer: HTMLElement): Promise<void> {
  await showScreen("POST", "/panes/outlook/why", answer, { internetMessageId: mail.internetMessageId, itemId: mail.itemId });
  answer.scrollIntoView({ block: "nearest" });
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The shell has no ${id}.`);
  return found;
}
