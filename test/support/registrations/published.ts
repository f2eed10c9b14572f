import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PreviewDocument } from "../../../preview/document";

/** What check.py reports. */
export interface PublishedCheck {
  readonly problems: readonly string[];
  readonly checked: Readonly<Record<string, readonly string[]>>;
  readonly unchecked: Readonly<Record<string, readonly string[]>>;
}

/** cfn-lint has the schemas as JSON from 1.52 on. */
export const HAS_SCHEMAS =
  "import botocore, cfnlint, pathlib; (pathlib.Path(cfnlint.__file__).parent / 'data/schemas/providers/us-east-1.json').stat()";

/** A Python interpreter in which the statements succeed, REDOUBT_PYTHON or python3; undefined where there is none. */
export function pythonWith(statements: string): string | undefined {
  const candidates = [process.env.REDOUBT_PYTHON, join(process.cwd(), ".ci/venv/bin/python"), "python3"];
  return candidates.find((python) => {
    if (!python || (python.includes("/") && !existsSync(python))) return false;
    return spawnSync(python, ["-c", statements]).status === 0;
  });
}

/** Runs a script of this folder on the AWS resources of documents; its output is one JSON document. */
export function runOnDocuments<T>(python: string, script: string, documents: readonly PreviewDocument[]): T {
  const resources = documents.flatMap(({ stacks }) => stacks.flatMap((stack) => stack.resources));
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, script)], {
    input: JSON.stringify(resources.filter(({ type }) => type.startsWith("aws:"))),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${script}: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout) as T;
}
