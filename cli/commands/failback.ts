import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "../options";

interface FailbackFlags extends RunFlags {
  readonly to?: string;
}

/**
 * `redoubt failback`: goes back to the region that the last run left. The first call prepares the rebuild of its database as a replica; after
 * the update that rebuilds it, the second call switches over.
 */
export function register(program: Command): void {
  const command = program
    .command("failback")
    .description(
      "go back to the region that the last failover left: first prepare the rebuild of its database, then switch over; nothing is lost",
    )
    .option("--to <region>", "the region that becomes active again (default: the one that the last run left)");
  withWriteOption(withRunOptions(command)).action(run);
}

async function run({ to, ...flags }: FailbackFlags): Promise<void> {
  const { failback } = require("../../automation") as typeof import("../../automation");
  const { runFailover } = require("../terminal/run-failover") as typeof import("../terminal/run-failover");
  await runFailover((options) => failback({ ...options, to }), flags);
}
