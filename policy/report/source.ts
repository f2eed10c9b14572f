/** A document that was checked, for reports that point into it. */
export interface Source {
  /** Its path as given; undefined for standard input. */
  file: string | undefined;
  /** Its text. */
  text: string;
}

/** A line of a document. */
export interface Line {
  file: string | undefined;
  /** From 1. */
  line: number;
}

/** The line on which the documents first name each URN, found in one pass. */
export function linesOfUrns(sources: readonly Source[]): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const { file, text } of sources) {
    let line = 0;
    for (const content of text.split("\n")) {
      line++;
      const urn = /"urn":\s*"((?:[^"\\]|\\.)*)"/.exec(content)?.[1];
      if (urn !== undefined && !lines.has(urn)) lines.set(urn, { file, line });
    }
  }
  return lines;
}
