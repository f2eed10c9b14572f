/** Width where standard output is not a terminal. */
const DEFAULT_WIDTH = 120;

/** Width of the terminal, in characters. */
export function terminalWidth(): number {
  return process.stdout.columns ?? DEFAULT_WIDTH;
}

/** The number of resources of each service, the most frequent first; components count as redoubt. */
export function countByService(resources: readonly { readonly type: string }[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    const [provider = "", module = ""] = type.split(":");
    const service = provider === "aws" ? (module.split("/")[0] ?? module) : provider;
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([service, count]) => `${count} ${service}`);
}

/** Items in lines that fit the width, indented. */
export function wrapped(items: readonly string[], width: number, indent = "  "): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${item}`.length <= width) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(`${indent}${item}`);
  }
  return lines;
}

/** Text in lines that fit the width; following lines are indented. */
export function wrappedText(text: string, width: number, indent = "    "): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `${indent}${word}`);
  }
  return lines;
}
