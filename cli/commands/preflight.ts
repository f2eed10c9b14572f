import type { Command } from "commander";
import { type DeploymentFlags, withDeploymentOptions } from "./run-options";

interface PreflightFlags extends DeploymentFlags {
  readonly to?: string;
  readonly json?: boolean;
}

/** `redoubt preflight`: whether a failover would find everything that it needs. */
export function register(program: Command): void {
  const command = program
    .command("preflight")
    .description("look at all that a failover would rest on, changing nothing; exit code 1 where something is not well")
    .option("--to <region>", "the region that would take over (default: the one standby)")
    .option("--json", "one JSON document on standard output");
  withDeploymentOptions(command).action(run);
}

async function run({ to: wanted, json, ...flags }: PreflightFlags): Promise<void> {
  const { readDeployment } = require("../../automation/deployment") as typeof import("../../automation/deployment");
  const { look, renderFindings } = require("../../automation/preflight") as typeof import("../../automation/preflight");
  const { to, findings } = await look(await readDeployment(flags), wanted);
  process.stdout.write(`${json ? JSON.stringify({ to, findings }, null, 2) : renderFindings(to, findings)}\n`);
  process.exitCode = findings.some(({ state }) => state === "failed") ? 1 : 0;
}
