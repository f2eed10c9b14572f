import { createInterface } from "node:readline/promises";
import { UserError } from "../../errors";

/**
 * Has a person type a word before what can not be put back.
 * @throws UserError when another is typed, or there is no terminal to type at
 */
export async function confirmByTyping(word: string, question: string): Promise<void> {
  const typed = await ask(`${question}: type ${word} to go on: `, "give --yes where nobody can type");
  if (typed !== word) throw new UserError(`got ${typed || "nothing"} instead of ${word}: nothing was done`);
}

/** Whether a person at the terminal answers y; false where there is no terminal. */
export async function agrees(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  return /^y(es)?$/i.test(await ask(`${question} [y/N] `, ""));
}

async function ask(question: string, otherwise: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UserError(`standard input is no terminal; ${otherwise}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}
