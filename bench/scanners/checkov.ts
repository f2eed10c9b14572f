import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Findings, RESOURCES } from "./cases";
import { terraformOf } from "./terraform";

interface Report {
  results: { parsing_errors: readonly string[]; failed_checks: readonly { check_id: string; file_path: string }[] };
}

/** What checkov reports of the cases as Terraform source, one folder a case. */
export function runCheckov(command: string): Findings {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-scanners-"));
  try {
    for (const [id, resources] of RESOURCES) {
      mkdirSync(join(folder, id));
      writeFileSync(join(folder, id, "main.tf"), terraformOf(resources));
    }
    const args = ["-d", folder, "--framework", "terraform", "-o", "json", "--skip-download"];
    const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (stdout === null || stdout === "") throw new Error(`${command}: no report: ${stderr}`);
    const { results }: Report = JSON.parse(stdout);
    if (results.parsing_errors.length > 0) throw new Error(`checkov cannot read ${results.parsing_errors.join(", ")}`);
    return new Set(results.failed_checks.map(({ file_path, check_id }) => `${file_path.split("/")[1]} ${check_id}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
