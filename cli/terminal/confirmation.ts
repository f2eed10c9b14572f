import { createInterface } from "node:readline/promises";
import { UserError } from "../../errors";

/**
 * Asks for a word to be typed, as confirmation of a change that cannot be rolled back.
 * @throws UserError when another word is typed, or standard input is not a terminal
 */
export async function confirmByTyping(word: string, question: string): Promise<void> {
  const typed = await ask(`${question}: type ${word} to continue: `);
  if (typed !== word) throw new UserError(`got ${typed || "nothing"} instead of ${word}; nothing was changed`);
}

/** Asks a yes-or-no question. False without asking when standard input is not a terminal. */
export async function agrees(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  return /^y(es)?$/i.test(await ask(`${question} [y/N] `));
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UserError("standard input is not a terminal; confirm with --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}
