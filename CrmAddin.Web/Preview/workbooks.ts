/** What the Excel preview does with a workbook that the pane opens: names it, and gives the file to whoever wants to open it. */

export function showWorkbook(base64: string): void {
  const sheet = document.getElementById("opened");
  const template = document.querySelector<HTMLTemplateElement>("template#opened-workbook");
  const shown = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!sheet || !shown) return;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = shown.querySelector("a");
  if (link) link.href = URL.createObjectURL(new Blob([bytes], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }));
  const size = shown.querySelector("[data-size]");
  if (size) size.textContent = `${Math.ceil(bytes.length / 1024)} KB`;
  sheet.replaceChildren(shown);
  sheet.hidden = false;
  document.getElementById("nothing-opened")?.setAttribute("hidden", "");
}
