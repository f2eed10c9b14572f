import { readFileSync } from "node:fs";
import { trackedFiles } from "../../support/tracked-files";

/** Every Markdown file of the repository. */
export const MARKDOWN_FILES = trackedFiles(/\.md$/);

/** The text of a Markdown file. */
export function textOf(file: string): string {
  return readFileSync(file, "utf8");
}

/** The lines of a file's code blocks, and its code spans. */
export function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```[a-z]*\n([\s\S]*?)^ *```/gm)].flatMap(([, body = ""]) => body.split("\n"));
  const spans = [...text.replace(/^ *```[\s\S]*?^ *```/gm, "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
  return [...blocks, ...spans].map((code) => code.replace(/\s+/g, " ").trim());
}

/** The anchors of a file's headings, as GitHub derives them, and of its HTML ids. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ +(.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  const ids = [...text.matchAll(/ (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id);
  return new Set([...headings, ...ids]);
}
