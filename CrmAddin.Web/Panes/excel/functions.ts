/** The custom functions CRM.…: all calls of one calculation go to the server together, and answers are kept for a while. */
import { postJson } from "../shared/crm";
import { told, ToldFailure } from "../shared/failures";

type Argument = string | number | boolean | null | undefined;
type Answer = string | number | (string | number)[][];

interface CellAnswer {
  value: string | number | null;
  rows: (string | number | null)[][] | null;
  error: string | null;
}

interface Waiting {
  key: string;
  call: { function: string; arguments: (string | number | null)[] };
  resolve: (answer: Answer) => void;
  reject: (failure: unknown) => void;
}

// @types/office-js leaves this part of Office.js out.
declare const CustomFunctions:
  | {
      associate(id: string, call: (...values: Argument[]) => Promise<Answer>): void;
      Error: new (code: string, message?: string) => Error;
      ErrorCode: { notAvailable: string };
    }
  | undefined;

/** The functions; the server's own list says what they take. */
export const functionNames = ["FIGURE", "DEALS", "CONTACTS", "TARGET"] as const;

// Excel calls cell by cell; those of one calculation come within this time.
const gatherMilliseconds = 50;
const keepMilliseconds = 60_000;
const signInMilliseconds = 20_000;
const mostCallsAtOnce = 2_000;

const kept = new Map<string, { answer: Promise<Answer>; at: number }>();
let waiting: Waiting[] = [];
let signedIn: () => void = () => undefined;
const signIn = new Promise<void>((resolve) => (signedIn = resolve));

/** Tells Excel what its formulas call. Before anything else: a workbook calculates as soon as it opens. */
export function associateFunctions(): void {
  if (typeof CustomFunctions === "undefined") return;
  for (const name of functionNames) CustomFunctions.associate(name, (...values) => ask(name, values));
}

/** Lets the functions ask the server from now on. */
export function startFunctions(): void {
  signedIn();
}

/** Forgets all answers and calculates every formula anew. */
export async function recalculate(): Promise<void> {
  kept.clear();
  await Excel.run(async (context) => {
    context.workbook.application.calculate("Full");
    await context.sync();
  });
}

function ask(name: string, values: Argument[]): Promise<Answer> {
  // Excel hands in its invocation as the last argument.
  const given = values.filter((value) => typeof value !== "object" || value === null).map((value) => (value === undefined || value === "" ? null : typeof value === "boolean" ? String(value) : value));
  const key = JSON.stringify([name, given]);
  const known = kept.get(key);
  if (known && Date.now() - known.at < keepMilliseconds) return known.answer;
  const answer = new Promise<Answer>((resolve, reject) => {
    if (waiting.length === 0) setTimeout(() => void send(), gatherMilliseconds);
    waiting.push({ key, call: { function: name, arguments: given }, resolve, reject });
  });
  kept.set(key, { answer, at: Date.now() });
  // What failed is asked for again by the next calculation.
  answer.catch(() => kept.delete(key));
  return answer;
}

async function send(): Promise<void> {
  const calls = waiting;
  waiting = [];
  for (let from = 0; from < calls.length; from += mostCallsAtOnce) await sendPart(calls.slice(from, from + mostCallsAtOnce));
}

async function sendPart(calls: Waiting[]): Promise<void> {
  try {
    await Promise.race([signIn, new Promise((_, reject) => setTimeout(() => reject(told("signIn")), signInMilliseconds))]);
    const { answers } = await postJson<{ answers: CellAnswer[] }>("/panes/excel/functions", { calls: calls.map(({ call }) => call) });
    for (const [at, call] of calls.entries()) settle(call, answers[at]);
  } catch (failure) {
    const { message } = failure instanceof ToldFailure ? failure : told("server");
    for (const call of calls) call.reject(notAvailable(message));
  }
}

function settle(call: Waiting, answer: CellAnswer | undefined): void {
  if (!answer || answer.error !== null) call.reject(notAvailable(answer?.error ?? told("server").message));
  else if (answer.rows) call.resolve(answer.rows.map((row) => row.map((value) => value ?? "")));
  else call.resolve(answer.value ?? "");
}

function notAvailable(sentence: string): Error {
  return new CustomFunctions!.Error(CustomFunctions!.ErrorCode.notAvailable, sentence);
}
