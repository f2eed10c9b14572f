import { Argument, type Command, Option } from "commander";
import { UserError } from "../../../errors";
import { joinRegions } from "../../options";

interface MoveFlags {
  readonly regions?: readonly string[];
  readonly cancel?: boolean;
  readonly lost?: readonly string[];
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly project: string;
}

/** `redoubt lease move`: moves the lease to a table in other regions. */
export function register(program: Command): void {
  program
    .command("lease")
    .addArgument(new Argument("<action>", "what to do with the lease").choices(["move"]))
    .description("move the lease to a table in three other regions, in three calls with redoubt up after each")
    .option(
      "--regions <region...>",
      "three regions of one DynamoDB strong-consistency set, one without a tier",
      joinRegions,
    )
    .addOption(new Option("--cancel", "end a move that has not changed the lease yet").conflicts("regions"))
    .option("--lost <region...>", "regions that are lost: nothing calls them", joinRegions)
    .option("--yes", "do not ask for confirmation")
    .option("--json", "print one JSON document on standard output")
    .option("--project <file>", "the project's Pulumi.yaml", "Pulumi.yaml")
    .addHelpText("after", "\nRun it again to continue after an interruption. docs/lost-region.md has the procedure.")
    .action(run);
}

async function run(_action: string, { cancel, json, lost, project, regions, yes }: MoveFlags): Promise<void> {
  if (regions === undefined && cancel !== true) {
    throw new UserError("lease move: --regions is missing; name three regions, or use --cancel");
  }
  const { moveLease } = require("../../../automation") as typeof import("../../../automation");
  const { confirmByTyping } = require("../../terminal/confirmation") as typeof import("../../terminal/confirmation");
  const confirm = async (lines: readonly string[]) => {
    process.stderr.write(`${lines.join("\n")}\n`);
    if (!yes) await confirmByTyping("move", lines[0] ?? "");
  };
  const result = await moveLease({ regions, cancel, lost, project, confirm });
  const lines = [`${result.phase}: ${result.from} to ${result.to}`, `next: ${result.next}`];
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : lines.join("\n")}\n`);
}
