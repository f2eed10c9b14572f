import type { Command } from "commander";
import { type OperationFlags, withLostOption, withOperationOptions, withPolicyOptions } from "../options";

/** `redoubt up`: deploys the stacks. */
export function register(program: Command): void {
  withLostOption(withPolicyOptions(withOperationOptions(program.command("up"))))
    .description("deploy all stacks, each after those that it depends on; run it again to continue after a failure")
    .action(run);
}

async function run(flags: OperationFlags): Promise<void> {
  const { deploy } = require("../../automation") as typeof import("../../automation");
  const { runOperation } = require("../terminal/run-operation") as typeof import("../terminal/run-operation");
  await runOperation(deploy, flags);
}
