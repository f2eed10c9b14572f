import type { Command } from "commander";
import { carryOut, type OperationFlags, withOperationOptions } from "../operation";

/** `redoubt up`: deploys the stacks. */
export function register(program: Command): void {
  withOperationOptions(program.command("up"))
    .description("deploy all stacks, each after those that it depends on; run again, it goes on where it stopped")
    .option("--policy-pack <folder...>", "policy packs that the engine asks first")
    .action(run);
}

async function run(flags: OperationFlags): Promise<void> {
  const { deploy } = require("../../automation") as typeof import("../../automation");
  await carryOut(deploy, flags);
}
