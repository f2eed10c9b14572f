import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "../options";

interface FailoverFlags extends RunFlags {
  readonly to: string;
  readonly force?: string;
}

/** `redoubt failover`: makes another region active because the active one is lost. */
export function register(program: Command): void {
  const command = program
    .command("failover")
    .description("make another region active because the active one is lost; writes not yet replicated are lost")
    .requiredOption("--to <region>", "the region that becomes active")
    .option("--force <region>", "accept the data loss that the promotion gate reports: the target region again");
  withWriteOption(withRunOptions(command)).action(run);
}

async function run({ to, force, ...flags }: FailoverFlags): Promise<void> {
  const { failover } = require("../../automation") as typeof import("../../automation");
  const { runFailover } = require("../terminal/run-failover") as typeof import("../terminal/run-failover");
  await runFailover((options) => failover({ ...options, to, force }), flags);
}
