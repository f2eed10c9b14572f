import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { type Command, CommanderError, Option } from "commander";
import { UserError } from "../../errors";

const FORMATS = ["text", "json", "sarif", "github", "junit"] as const;
const SEVERITIES = ["low", "medium", "high", "critical"] as const;
const PRESETS = ["starter", "strict", "dr"] as const;
const FRAMEWORKS = ["cis", "nist-800-53", "pci-dss", "security-hub"] as const;
/** Exit code for an invalid input or configuration. */
const INVALID = 2;

interface CheckFlags {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly policyConfig?: string;
  readonly policy?: string[];
  readonly skip?: string[];
  readonly severity?: (typeof SEVERITIES)[number];
  readonly preset?: (typeof PRESETS)[number];
  readonly baseline?: string;
  readonly framework?: (typeof FRAMEWORKS)[number];
  readonly rules?: string;
  readonly helpUriBase?: string;
}

/** `redoubt check`: runs the policy pack over stacks, without an engine. */
export function register(program: Command): void {
  program
    .command("check")
    .description("run the policy pack over exports, previews or states of stacks")
    .argument(
      "[files...]",
      "what `pulumi stack export`, `pulumi preview --json` or `redoubt preview --json` wrote, or state files of a backend; standard input without one, or for -",
    )
    .addOption(new Option("--json", "the violations as one JSON array on standard output").conflicts("format"))
    .option("--all", "treat every rule as mandatory")
    .addOption(
      new Option(
        "--format <format>",
        "json for everything, sarif for code scanning, github for annotations, junit for test reports",
      )
        .choices(FORMATS)
        .default("text"),
    )
    .option(
      "--policy-config <file>",
      "levels, parameters, suppressions and roles (default: policy-config.json in this folder, if it exists)",
    )
    .option(
      "--policy <rules>",
      "only these rules, joined by commas or by repeating the option; * matches any text",
      joined,
    )
    .option("--skip <rules>", "not these rules, likewise", joined)
    .addOption(new Option("--severity <severity>", "only rules of this severity or a higher one").choices(SEVERITIES))
    .addOption(
      new Option(
        "--preset <preset>",
        "starter: high and critical rules; strict: all, mandatory; dr: those about recovery",
      ).choices(PRESETS),
    )
    .option("--baseline <file>", "an earlier report in JSON: only violations that it does not contain count")
    .addOption(new Option("--framework <name>", "report by the controls of a framework").choices(FRAMEWORKS))
    .option("--rules <file>", "a CommonJS module that exports rules of your own, made with definePolicy")
    .option("--help-uri-base <url>", "where the folder docs/rules is published, for the links to rules in SARIF")
    .addHelpText(
      "after",
      "\nExit code: 0 without a mandatory violation, 1 with one, 2 where the input or the configuration is invalid.",
    )
    .exitOverride(invalid)
    .action(run);
}

/** Exit code 1 is for violations, so that a pipeline does not take a misspelt option for one. */
function invalid({ code, exitCode, message }: CommanderError): never {
  throw new CommanderError(exitCode === 0 ? 0 : INVALID, code, message);
}

/** Adds the values of an option that may be repeated. It takes one argument each, so that a file may follow it. */
function joined(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, ...value.split(",")];
}

async function run(files: string[], flags: CheckFlags): Promise<void> {
  const { check, configurationBeside, loadRules, readConfiguration } =
    require("../../policy/index") as typeof import("../../policy/index");
  const { policyConfig, preset, framework, baseline, policy, skip, severity, rules, helpUriBase } = flags;
  const named = files.length === 0 ? ["-"] : files;
  const sources = [];
  for (const file of named) {
    sources.push({ file: file === "-" ? undefined : file, text: await read(file) });
  }
  const { report, aside, exitCode } = check(sources, {
    format: flags.json ? "violations" : flags.format,
    all: flags.all === true,
    configuration: policyConfig === undefined ? configurationBeside(process.cwd()) : readConfiguration(policyConfig),
    selection: {
      ...(policy === undefined ? {} : { only: policy }),
      ...(skip === undefined ? {} : { skip }),
      ...(severity === undefined ? {} : { severity }),
    },
    ...(preset === undefined ? {} : { preset }),
    ...(framework === undefined ? {} : { framework }),
    ...(baseline === undefined ? {} : { baseline: { name: baseline, text: await read(baseline) } }),
    ...(helpUriBase === undefined ? {} : { helpUriBase }),
    ...(rules === undefined ? {} : { ownRules: loadRules(resolve(rules)) }),
  });
  if (report !== "") process.stdout.write(`${report}\n`);
  if (aside !== "") process.stderr.write(`${aside}\n`);
  process.exitCode = exitCode;
}

async function read(file: string): Promise<string> {
  const { decodeText } = require("../../policy/index") as typeof import("../../policy/index");
  if (file === "-") return decodeText(await buffer(process.stdin), "standard input");
  if (!existsSync(file)) throw new UserError(`${file}: no such file; give the path of an existing one`, INVALID);
  let bytes: Uint8Array;
  if (statSync(file).isDirectory()) {
    throw new UserError(`${file}: is a folder; give the path of a file, such as that of a stack export`, INVALID);
  }
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError(
      `${file}: ${error instanceof Error ? error.message : String(error)}; name a readable file`,
      INVALID,
    );
  }
  return decodeText(bytes, file);
}
