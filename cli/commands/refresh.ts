import type { Command } from "commander";
import { carryOut, type OperationFlags, withOperationOptions } from "./operation";

/** `redoubt refresh`: brings the state to what AWS says. */
export function register(program: Command): void {
  withOperationOptions(program.command("refresh"))
    .description("bring the state of all stacks to what AWS says, and change nothing there")
    .action(run);
}

async function run(flags: OperationFlags): Promise<void> {
  const { refresh } = require("../../automation") as typeof import("../../automation");
  await carryOut(refresh, flags);
}
