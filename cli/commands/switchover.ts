import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "../options";

interface SwitchoverFlags extends RunFlags {
  readonly to: string;
}

/** `redoubt switchover`: makes another region active while both are available. Nothing is lost. */
export function register(program: Command): void {
  const command = program
    .command("switchover")
    .description("make another region active while both are available: writes are held for minutes, nothing is lost")
    .requiredOption("--to <region>", "the region that becomes active");
  withWriteOption(withRunOptions(command)).action(run);
}

async function run({ to, ...flags }: SwitchoverFlags): Promise<void> {
  const { switchover } = require("../../automation") as typeof import("../../automation");
  const { runFailover } = require("../terminal/run-failover") as typeof import("../terminal/run-failover");
  await runFailover((options) => switchover({ ...options, to }), flags);
}
