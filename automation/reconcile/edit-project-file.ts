import { readFileSync, writeFileSync } from "node:fs";
import { type Document, parseDocument } from "yaml";
import { parseConfig } from "../../config/parse";
import { readProject } from "../../preview/project";

/**
 * Edits the project's file. Comments stay.
 * @throws UserError when the result would not be a valid configuration; the file then stays as it was
 */
export function editProjectFile(file: string, edit: (document: Document) => void): void {
  const before = readFileSync(file, "utf8");
  const document = parseDocument(before);
  edit(document);
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  try {
    parseConfig(readProject(file).config());
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
}
