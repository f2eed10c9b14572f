import type { Command } from "commander";
import { carryOut, type OperationFlags, withOperationOptions, withPolicyOptions } from "./operation";

/** `redoubt up`: deploys the stacks. */
export function register(program: Command): void {
  withPolicyOptions(withOperationOptions(program.command("up")))
    .description("deploy all stacks, each after those that it depends on; run again, it goes on where it stopped")
    .action(run);
}

async function run(flags: OperationFlags): Promise<void> {
  const { deploy } = require("../../automation") as typeof import("../../automation");
  await carryOut(deploy, flags);
}
