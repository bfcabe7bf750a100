/**
 * Signing in inside a pane, where cookies are blocked: a token from the host where the shell says that it has one, else the
 * stored refresh token, else name and password. Another way of signing in is another function in {@link ways}.
 */
import { refresh, signInByPassword, type PaneToken, type TokenSource } from "./crm";
import { showAny, ToldFailure, told } from "./failures";
import { hostToken, storagePrefix } from "./office";

let access: string | null = null;
let pending: Promise<string> | null = null;

/** Gives each request its token, and asks once however many requests wait. */
export const paneTokens: TokenSource = { current: () => access, renew: () => obtain() };

/** Makes sure that there is a token; shows the form where nothing else helps. */
export async function signIn(): Promise<void> {
  if (access === null) await obtain();
}

function obtain(): Promise<string> {
  pending ??= firstThatWorks().finally(() => (pending = null));
  return pending;
}

async function firstThatWorks(): Promise<string> {
  access = null;
  for (const way of ways()) {
    access = await way();
    if (access !== null) return access;
  }
  throw told("session");
}

function ways(): (() => Promise<string | null>)[] {
  return document.body.dataset["signIn"] === "host" ? [hostToken, byRefreshToken, byForm] : [byRefreshToken, byForm];
}

async function byRefreshToken(): Promise<string | null> {
  const stored = localStorage.getItem(storageKey());
  if (!stored) return null;
  try {
    return keep(await refresh(stored));
  } catch (failure) {
    if (!(failure instanceof ToldFailure)) throw failure;
    localStorage.removeItem(storageKey());
    return null;
  }
}

function byForm(): Promise<string> {
  const template = document.querySelector<HTMLTemplateElement>("template#sign-in-form");
  const screen = document.getElementById("screen");
  const form = template?.content.firstElementChild?.cloneNode(true);
  if (!screen || !(form instanceof HTMLFormElement)) throw told("session");
  const before = [...screen.childNodes];
  screen.replaceChildren(form);
  form.querySelector("input")?.focus();
  return new Promise((resolve) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const token = await tryPassword(form);
      if (token === null) return;
      screen.replaceChildren(...before);
      resolve(token);
    });
  });
}

async function tryPassword(form: HTMLFormElement): Promise<string | null> {
  const values = new FormData(form);
  form.toggleAttribute("aria-busy", true);
  try {
    return keep(await signInByPassword(String(values.get("userName") ?? ""), String(values.get("password") ?? "")));
  } catch (failure) {
    showAny(failure, form);
    return null;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function keep(token: PaneToken): string {
  localStorage.setItem(storageKey(), token.refreshToken);
  return token.accessToken;
}

function storageKey(): string {
  return `${storagePrefix()}crm-refresh`;
}
