/** Values as cells show them: the number formats that the reports use. */
import type { Cell } from "./model";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function shown(cell: Cell): string {
  const { value } = cell;
  if (typeof value !== "number") return typeof value === "boolean" ? String(value).toUpperCase() : value;
  const format = cell.numberFormat ?? "General";
  if (/y/iu.test(format.replaceAll(/"[^"]*"/gu, ""))) return dayOf(value, format);
  const parts = format.split(";");
  const part = (value < 0 ? parts[1] : value === 0 ? parts[2] : undefined) ?? parts[0] ?? "General";
  if (!/[0#]/u.test(part)) return part === "General" || part === "@" ? String(Math.round(value * 1e9) / 1e9) : part.replaceAll('"', "");
  const decimals = /\.(0+)/u.exec(part)?.[1]?.length ?? 0;
  const amount = Math.abs(part.includes("%") ? value * 100 : value).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: part.includes(",") });
  const [before = "", after = ""] = part.split(/[#0][#0,.]*/u);
  return `${value < 0 && parts.length < 2 ? "-" : ""}${before}${amount}${after}`.replaceAll('"', "");
}

function dayOf(serial: number, format: string): string {
  const day = new Date(Math.round((serial - 25_569) * 86_400_000));
  const two = (number: number) => String(number).padStart(2, "0");
  const words: Record<string, string> = { dd: two(day.getUTCDate()), d: String(day.getUTCDate()), mmm: months[day.getUTCMonth()] ?? "", yyyy: String(day.getUTCFullYear()), yy: two(day.getUTCFullYear() % 100), hh: two(day.getUTCHours()) };
  return format.toLowerCase().replace(/hh:mm/u, () => `${words["hh"]}:${two(day.getUTCMinutes())}`).replace(/yyyy|yy|mmm|mm|dd|d/gu, (word) => words[word] ?? two(day.getUTCMonth() + 1));
}
