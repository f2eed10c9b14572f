import { spawnSync } from "node:child_process";
import type { Findings } from "./cases";
import { withTerraform } from "./terraform";

interface Report {
  Results?: readonly { Target: string; Misconfigurations?: readonly { ID: string }[] }[];
}

/** What trivy reports of the cases as Terraform source, by the checks that the command contains. */
export function runTrivy(command: string): Findings {
  return withTerraform((folder) => {
    const args = ["config", "--quiet", "--format", "json", "--skip-check-update", "--skip-version-check", folder];
    const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (!stdout) throw new Error(`${command}: no report: ${stderr}`);
    const { Results = [] }: Report = JSON.parse(stdout);
    const failed = Results.flatMap(({ Target, Misconfigurations = [] }) =>
      Misconfigurations.map(({ ID }) => `${Target.split("/")[0]} ${ID}`),
    );
    return { reported: new Set(failed) };
  });
}
