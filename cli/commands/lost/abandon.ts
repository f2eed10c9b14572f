import type { Command } from "commander";
import { UserError } from "../../../errors";
import { runDeletion } from "../../terminal/run-deletion";

interface AbandonFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly readopt?: boolean;
  readonly delete?: boolean;
  readonly deleteData?: boolean;
  readonly project: string;
}

/** `redoubt abandon`: gives a lost region up; later deletes what it still has, or readopts it. */
export function register(program: Command): void {
  program
    .command("abandon <region>")
    .description(
      "give a lost region up: its resources leave the state without a call, and the configuration lists it as abandoned",
    )
    .option(
      "--readopt",
      "put its resources back into the state, to update or delete them when the region is available again",
    )
    .option(
      "--delete",
      "delete what it still has when it is available again; what holds data stays, and databases get a final snapshot",
    )
    .option("--delete-data", "as --delete, with all data and without final snapshots")
    .option("--yes", "do not ask for the region's name as confirmation")
    .option("--json", "print one JSON document on standard output")
    .option("--project <file>", "the project's Pulumi.yaml", "Pulumi.yaml")
    .addHelpText(
      "after",
      "\nRun it again to continue after an interruption. docs/lost-region.md has the whole procedure.",
    )
    .action(run);
}

async function run(region: string, flags: AbandonFlags): Promise<void> {
  const { confirmByTyping } = require("../../terminal/confirmation") as typeof import("../../terminal/confirmation");
  const { json, project, yes } = flags;
  const print = (result: object, lines: readonly string[]) =>
    process.stdout.write(`${json ? JSON.stringify(result, null, 2) : lines.join("\n")}\n`);
  const confirm = async (lines: readonly string[]) => {
    process.stderr.write(`${lines.join("\n")}\n`);
    if (!yes) await confirmByTyping(region, lines[0] ?? region);
  };
  if ([flags.readopt, flags.delete, flags.deleteData].filter(Boolean).length > 1) {
    throw new UserError("abandon: got more than one of --readopt, --delete and --delete-data; use one of them");
  }
  if (flags.delete || flags.deleteData) {
    await runDeletion({ region, project, confirm, deleteData: flags.deleteData }, print);
    return;
  }
  const { abandon, readopt } = require("../../../automation") as typeof import("../../../automation");
  if (flags.readopt) {
    const readopted = await readopt({ region, project });
    const counts = Object.entries(readopted).map(
      ([stack, count]) => `stack ${stack}: ${count} resources are in the state again`,
    );
    print({ region, readopted }, [...counts, `next: add ${region} to redoubt:regions and run redoubt up`]);
    return;
  }
  const result = await abandon({ region, project, confirm });
  print(result, [`${region} is abandoned; its states are kept in ${result.exports.join(", ")}`, "next: redoubt up"]);
}
