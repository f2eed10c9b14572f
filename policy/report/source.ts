/** The document that was checked, for reports that point into it. */
export interface Source {
  /** Its path as given; undefined for standard input. */
  file: string | undefined;
  /** Its text. */
  text: string;
}

/** The line on which a document first names each URN, from 1; found in one pass. */
export function linesOfUrns({ text }: Source): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 0;
  for (const content of text.split("\n")) {
    line++;
    const urn = /"urn":\s*"((?:[^"\\]|\\.)*)"/.exec(content)?.[1];
    if (urn !== undefined && !lines.has(urn)) lines.set(urn, line);
  }
  return lines;
}
