import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "./rule";

/** The address of a rule's page in the documentation; undefined where package.json names no repository. */
export function rulePage({ name }: Pick<Rule, "name">): string | undefined {
  const repository = repositoryUrl();
  return repository === undefined ? undefined : `${repository}/blob/main/docs/rules/${name}.md`;
}

let known: { url: string | undefined } | undefined;

function repositoryUrl(): string | undefined {
  known ??= { url: readRepositoryUrl() };
  return known.url;
}

/** The package's manifest: in the folder of the sources, or one above the compiled files. */
function readRepositoryUrl(): string | undefined {
  for (const folder of ["..", "../.."]) {
    try {
      const manifest = JSON.parse(readFileSync(join(__dirname, folder, "package.json"), "utf8"));
      if (manifest.name !== "pulumi-redoubt") continue;
      const url: unknown = manifest.repository?.url ?? manifest.repository;
      return typeof url === "string" ? url.replace(/^git\+/, "").replace(/\.git$/, "") : undefined;
    } catch {}
  }
  return undefined;
}
