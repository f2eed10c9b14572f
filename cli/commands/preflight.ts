import type { Command } from "commander";
import { type DeploymentFlags, withDeploymentOptions, withLostOption } from "../options";

interface PreflightFlags extends DeploymentFlags {
  readonly to?: string;
  readonly account?: boolean;
  readonly json?: boolean;
  readonly lost?: string[];
}

/** `redoubt preflight`: checks everything that a failover depends on. */
export function register(program: Command): void {
  const command = program
    .command("preflight")
    .description("check everything that a failover depends on; changes nothing; exit code 1 if a check fails")
    .option("--to <region>", "the region that would become active (default: the standby, if there is only one)")
    .option("--account", "before the first deployment: check quotas, offerings and region pairs of the account")
    .option("--json", "print one JSON document on standard output");
  withLostOption(withDeploymentOptions(command)).action(run);
}

async function run({ to, account, json, ...flags }: PreflightFlags): Promise<void> {
  const { preflight } = require("../../automation") as typeof import("../../automation");
  const { renderFindings } = require("../terminal/findings") as typeof import("../terminal/findings");
  const result = await preflight({ ...flags, to, account });
  const { findings, passed } = result;
  const text = json ? JSON.stringify({ to: result.to, findings }, null, 2) : renderFindings(result);
  process.stdout.write(`${text}\n`);
  process.exitCode = passed ? 0 : 1;
}
