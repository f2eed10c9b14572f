import type { Command } from "commander";

interface AbandonFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly readopt?: boolean;
  readonly project: string;
}

/** `redoubt abandon`: gives a lost region up, or puts what was given up back into the state. */
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
  const { abandon, readopt } = require("../../../automation") as typeof import("../../../automation");
  const { confirmByTyping } = require("../../terminal/confirmation") as typeof import("../../terminal/confirmation");
  const { json, project, yes } = flags;
  const print = (result: object, lines: readonly string[]) =>
    process.stdout.write(`${json ? JSON.stringify(result, null, 2) : lines.join("\n")}\n`);
  if (flags.readopt) {
    const readopted = await readopt({ region, project });
    const counts = Object.entries(readopted).map(
      ([stack, count]) => `stack ${stack}: ${count} resources are in the state again`,
    );
    print({ region, readopted }, [
      ...counts,
      `next: add ${region} to redoubt:regions and run redoubt up, or delete them`,
    ]);
    return;
  }
  const confirm = async (lines: readonly string[]) => {
    process.stderr.write(`${lines.join("\n")}\n`);
    if (!yes) await confirmByTyping(region, lines[0] ?? region);
  };
  const result = await abandon({ region, project, confirm });
  print(result, [`${region} is abandoned; its states are kept in ${result.exports.join(", ")}`, "next: redoubt up"]);
}
