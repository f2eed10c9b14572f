import type { Command } from "commander";
import { type RunFlags, withDeploymentOptions } from "../options";

interface UnfenceFlags extends RunFlags {
  readonly region: string;
}

/** `redoubt unfence`: removes the fence of a region's network. */
export function register(program: Command): void {
  const command = program
    .command("unfence")
    .description("remove the fence of a region that a run left behind; refused while its database is a former primary")
    .requiredOption("--region <region>", "the region whose instances may reach their database again")
    .option("--yes", "do not ask for the region's name as confirmation")
    .option("--json", "print one JSON document on standard output");
  withDeploymentOptions(command).action(run);
}

async function run({ json, yes, ...options }: UnfenceFlags): Promise<void> {
  const { unfence } = require("../../automation") as typeof import("../../automation");
  const { confirmByTyping } = require("../terminal/confirmation") as typeof import("../terminal/confirmation");
  const result = await unfence({
    ...options,
    confirm: async ({ region, lines: [line = region] }) => {
      process.stderr.write(`${line}\n`);
      if (!yes) await confirmByTyping(region, line);
    },
  });
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : `${result.region} is not fenced\n`);
}
