/** What every pane does first: Office, language, theme, token. */
import { connect, listenToScreens } from "./crm";
import { followSystemTheme, showOfficeTheme, submitByEnter } from "./controls";
import { showAny } from "./failures";
import { isInOffice, officeLanguage, watchTheme } from "./office";
import { paneTokens, signIn } from "./signIn";

/** Starts a pane; what it shows follows once the user is signed in. */
export async function startPane(show: () => Promise<void>): Promise<void> {
  followSystemTheme();
  try {
    if (!(await isInOffice())) {
      showTemplate("not-office");
      return;
    }
    if (reloadInOfficeLanguage()) return;
    watchTheme(showOfficeTheme);
    connect(paneTokens, officeLanguage());
    listenToScreens();
    submitByEnter();
    await signIn();
    await show();
  } catch (failure) {
    showAny(failure);
  }
}

/** Puts one of the shell's own texts on the screen. */
export function showTemplate(id: string): void {
  const template = document.querySelector<HTMLTemplateElement>(`template#${id}`);
  if (template) screenOf().replaceChildren(template.content.cloneNode(true));
}

/** The place of the pane's screen. */
export function screenOf(): HTMLElement {
  const screen = document.getElementById("screen");
  if (!screen) throw new Error("The shell has no place for a screen.");
  return screen;
}

// The shell's own texts come from the server, which did not know Office's language.
function reloadInOfficeLanguage(): boolean {
  const address = new URL(window.location.href);
  if (document.documentElement.lang === officeLanguage() || address.searchParams.get("language") === officeLanguage()) return false;
  address.searchParams.set("language", officeLanguage());
  window.location.replace(address);
  return true;
}
