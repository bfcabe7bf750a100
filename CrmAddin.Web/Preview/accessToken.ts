/** A short-lived token for the pane, got with this page's cookie. */
import { postForm } from "../Panes/shared/crm";

export async function accessToken(): Promise<string> {
  const form = new FormData();
  const field = document.querySelector<HTMLInputElement>("input[type=hidden][data-antiforgery]");
  if (field) form.set(field.name, field.value);
  const { accessToken } = await postForm<{ accessToken: string }>("/preview/token", form);
  return accessToken;
}
