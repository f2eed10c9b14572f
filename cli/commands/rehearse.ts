import type { Command } from "commander";
import { type RunFlags, withRunOptions } from "../options";

interface RehearseFlags extends RunFlags {
  readonly to: string;
}

/** `redoubt rehearse`: every step of a failover except promotion and traffic, then rolled back. */
export function register(program: Command): void {
  const command = program
    .command("rehearse")
    .description("do every step of a failover except promotion and traffic, then roll it back")
    .requiredOption("--to <region>", "the region to rehearse");
  withRunOptions(command).action(run);
}

async function run({ to, ...flags }: RehearseFlags): Promise<void> {
  const { rehearse } = require("../../automation") as typeof import("../../automation");
  const { runFailover } = require("../terminal/run-failover") as typeof import("../terminal/run-failover");
  await runFailover((options) => rehearse({ ...options, to }), flags);
}
