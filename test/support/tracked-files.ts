import { execFileSync } from "node:child_process";

/** The repository's files whose path matches, from the root; ignored and deleted files are not among them. */
export function trackedFiles(pattern: RegExp): string[] {
  const list = (...flags: string[]) => execFileSync("git", ["ls-files", ...flags], { encoding: "utf8" }).split("\n");
  const deleted = new Set(list("--deleted"));
  return list("--cached", "--others", "--exclude-standard", "--deduplicate").filter(
    (path) => path !== "" && pattern.test(path) && !deleted.has(path),
  );
}
