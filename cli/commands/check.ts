import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { UserError } from "../../errors";

interface CheckFlags {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly format: "text" | "sarif" | "github";
  readonly policyConfig?: string;
}

/** `redoubt check`: what the policy pack says of a stack, without an engine. */
export function register(program: Command): void {
  program
    .command("check")
    .description("run the policy pack over a stack's export, or a preview's document")
    .argument(
      "[file]",
      "what `pulumi stack export` or `redoubt preview --json` wrote; standard input without one, or for -",
    )
    .option("--json", "the violations as one JSON array on standard output")
    .option("--all", "take every rule for mandatory")
    .addOption(
      new Option("--format <format>", "sarif for code scanning, github for annotations")
        .choices(["text", "sarif", "github"])
        .default("text"),
    )
    .option(
      "--policy-config <file>",
      "levels, parameters and suppressions (default: policy-config.json here, if it is there)",
    )
    .addHelpText(
      "after",
      "\nExit code: 0 without a mandatory violation, 1 with one, 2 where the input is no such document or the configuration is faulty.",
    )
    .action(run);
}

async function run(file: string | undefined, flags: CheckFlags): Promise<void> {
  const { check, configurationBeside, readConfiguration } =
    require("../../policy/index") as typeof import("../../policy/index");
  const named = file === "-" ? undefined : file;
  const { policyConfig } = flags;
  const { report, aside, exitCode } = check(
    { file: named, text: await read(named) },
    {
      format: flags.json ? "json" : flags.format,
      all: flags.all === true,
      configuration: policyConfig === undefined ? configurationBeside(process.cwd()) : readConfiguration(policyConfig),
    },
  );
  if (report !== "") process.stdout.write(`${report}\n`);
  if (aside !== "") process.stderr.write(`${aside}\n`);
  process.exitCode = exitCode;
}

async function read(file: string | undefined): Promise<string> {
  if (file === undefined) return text(process.stdin);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(
      `${file}: ${error instanceof Error ? error.message : String(error)}; name a file that can be read`,
      2,
    );
  }
}
