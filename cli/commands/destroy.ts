import type { Command } from "commander";
import { type OperationFlags, withOperationOptions } from "../options";

interface DestroyFlags extends OperationFlags {
  readonly yes?: boolean;
}

/** `redoubt destroy`: deletes a development system. */
export function register(program: Command): void {
  withOperationOptions(program.command("destroy"))
    .description("delete all stacks in reverse order; refused while redoubt:protect is true")
    .option("--yes", "do not ask for the project's name as confirmation")
    .action(run);
}

async function run({ yes, ...flags }: DestroyFlags): Promise<void> {
  const { destroy } = require("../../automation") as typeof import("../../automation");
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { confirmByTyping } = require("../terminal/confirmation") as typeof import("../terminal/confirmation");
  const { runOperation } = require("../terminal/run-operation") as typeof import("../terminal/run-operation");
  const { name } = readProject(flags.project);
  if (!yes) await confirmByTyping(name, `delete ${flags.stack ?? "every stack"} of ${name}, with all data`);
  await runOperation(destroy, flags);
}
