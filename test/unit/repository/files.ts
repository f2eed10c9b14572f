import { execFileSync } from "node:child_process";

/** The repository's files whose path matches, from the root; generated and ignored files are not among them. */
export function trackedFiles(pattern: RegExp): string[] {
  const output = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
    encoding: "utf8",
  });
  const deleted = new Set(execFileSync("git", ["ls-files", "--deleted"], { encoding: "utf8" }).split("\n"));
  return output.split("\n").filter((path) => path !== "" && pattern.test(path) && !deleted.has(path));
}
