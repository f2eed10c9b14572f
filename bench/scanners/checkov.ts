import { spawnSync } from "node:child_process";
import type { Findings } from "./cases";
import { withTerraform } from "./terraform";

interface Report {
  results: { parsing_errors: readonly string[]; failed_checks: readonly { check_id: string; file_path: string }[] };
}

/** What checkov reports of the cases as Terraform source, one folder a case. */
export function runCheckov(command: string): Findings {
  return withTerraform((folder) => {
    const args = ["-d", folder, "--framework", "terraform", "-o", "json", "--skip-download"];
    const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (!stdout) throw new Error(`${command}: no report: ${stderr}`);
    const { results }: Report = JSON.parse(stdout);
    if (results.parsing_errors.length > 0) throw new Error(`checkov cannot read ${results.parsing_errors.join(", ")}`);
    const failed = results.failed_checks.map(({ file_path, check_id }) => `${file_path.split("/")[1]} ${check_id}`);
    return { reported: new Set(failed) };
  });
}
