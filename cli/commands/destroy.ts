import type { Command } from "commander";
import { confirmByTyping } from "../terminal/confirmation";
import { carryOut, type OperationFlags, withOperationOptions } from "./operation";

interface DestroyFlags extends OperationFlags {
  readonly yes?: boolean;
}

/** `redoubt destroy`: deletes a development workspace. */
export function register(program: Command): void {
  withOperationOptions(program.command("destroy"))
    .description("delete all stacks in reverse order; refused while redoubt:protect guards what holds data")
    .option("--yes", "do not ask for the project's name")
    .action(run);
}

async function run({ yes, ...flags }: DestroyFlags): Promise<void> {
  const { destroy } = require("../../automation") as typeof import("../../automation");
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { name } = readProject(flags.project);
  if (!yes) await confirmByTyping(name, `delete ${flags.stack ?? "every stack"} of ${name}, with all data`);
  await carryOut(destroy, flags);
}
