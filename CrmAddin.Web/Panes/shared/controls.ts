/** Fluent's controls and the theme that they and our style sheet follow. */
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/spinner.js";
import { setTheme } from "@fluentui/web-components/theme/set-theme.js";
import { webDarkTheme, webLightTheme } from "@fluentui/tokens";

/** Follows the system's theme until Office names its own. */
export function followSystemTheme(): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (!document.documentElement.dataset["themeByOffice"]) show(dark.matches);
  };
  dark.addEventListener("change", follow);
  follow();
}

/** Shows Office's theme from now on. */
export function showOfficeTheme(isDark: boolean): void {
  document.documentElement.dataset["themeByOffice"] = "true";
  show(isDark);
}

/** Sends a form by Enter also where its only button is one of Fluent's, which the browser does not know as a submit button. */
export function submitByEnter(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLInputElement) || !field.form) return;
    if (field.form.querySelector("button:not([type=button]), input[type=submit]")) return;
    if (!field.form.querySelector("fluent-button[type=submit]")) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

function show(isDark: boolean): void {
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  setTheme(isDark ? webDarkTheme : webLightTheme);
}
