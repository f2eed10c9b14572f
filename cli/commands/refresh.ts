import type { Command } from "commander";
import { type OperationFlags, withLostOption, withOperationOptions } from "../options";

/** `redoubt refresh`: updates the state from AWS. */
export function register(program: Command): void {
  withLostOption(withOperationOptions(program.command("refresh")))
    .description("update the state of all stacks from AWS; changes nothing in AWS")
    .action(run);
}

async function run(flags: OperationFlags): Promise<void> {
  const { refresh } = require("../../automation") as typeof import("../../automation");
  const { runOperation } = require("../terminal/run-operation") as typeof import("../terminal/run-operation");
  await runOperation(refresh, flags);
}
