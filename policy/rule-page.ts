import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import type { Rule } from "./rule";

/**
 * The address of a rule's page.
 * @param base the address of the folder docs/rules; undefined for the one in the repository that package.json names
 * @returns undefined where neither is known: SARIF allows absolute addresses only, and the log then has the page's text
 */
export function rulePage({ name }: Pick<Rule, "name">, base: string | undefined): string | undefined {
  const folder = base ?? repositoryFolder();
  return folder === undefined ? undefined : `${folder.replace(/\/$/, "")}/${name}.md`;
}

/**
 * Checks the address of the folder with the rules' pages.
 * @throws UserError where it is not an absolute web address
 */
export function parseHelpUriBase(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UserError(`--help-uri-base: got ${text}; use an absolute address such as https://example.com/rules`, 2);
}

let known: { folder: string | undefined } | undefined;

function repositoryFolder(): string | undefined {
  known ??= { folder: readRepositoryFolder() };
  return known.folder;
}

/** From the package's manifest: in the folder of the sources, or one above the compiled files. */
function readRepositoryFolder(): string | undefined {
  for (const folder of ["..", "../.."]) {
    try {
      const manifest = JSON.parse(readFileSync(join(__dirname, folder, "package.json"), "utf8"));
      const url: unknown = manifest.repository?.url ?? manifest.repository;
      if (manifest.bin?.redoubt === undefined || typeof url !== "string") continue;
      return `${url.replace(/^git\+/, "").replace(/\.git$/, "")}/blob/main/docs/rules`;
    } catch {}
  }
  return undefined;
}
