import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Command, Option } from "commander";
import { UserError } from "../../errors";
import { type OperationFlags, withLostOption, withPolicyOptions } from "../options";

interface PreviewFlags extends OperationFlags {
  readonly inProcess?: boolean;
  readonly tree?: boolean;
}

/** Options that need the engine. */
const OF_THE_ENGINE = ["policyPack", "policyPackConfig"];

/**
 * `redoubt preview`: shows what an update would do, with the Pulumi engine where its CLI is installed. Without it, and for the JSON document,
 * runs the program in this process and shows every resource that it registers.
 */
export function register(program: Command): void {
  withLostOption(withPolicyOptions(program.command("preview")))
    .description("show what an update would do; without the Pulumi CLI, every resource that the program registers")
    .option("--stack <name>", "one stack; in this process, with those that it depends on")
    .option("--tree", "in this process: every resource, output and finding, and not only a summary")
    .addOption(
      new Option("--in-process", "without the engine, even if the Pulumi CLI is on PATH").conflicts(OF_THE_ENGINE),
    )
    .addOption(
      new Option(
        "--json",
        "print every resource as one JSON document on standard output; implies --in-process",
      ).conflicts([...OF_THE_ENGINE, "tree"]),
    )
    .option("--project <file>", "the project's file; its stack files are beside it", "Pulumi.yaml")
    .action(run);
}

async function run(flags: PreviewFlags): Promise<void> {
  const reason = flags.json || flags.inProcess ? undefined : await previewByEngine(flags);
  if (reason === null) return;
  if (reason !== undefined) {
    const wanted = engineWanted(flags);
    if (wanted !== undefined) {
      // Errors of the configuration come first: with them, no way of previewing works.
      const { previewOrder } = require("../../preview/preview") as typeof import("../../preview/preview");
      const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
      previewOrder(readProject(flags.project), flags.stack);
      throw new UserError(`${reason}; ${wanted} requires the engine; redoubt preview --in-process does without`);
    }
  }
  await previewHere(flags, reason);
}

/** What shows that a preview by the engine is expected; undefined where nothing does. */
function engineWanted({ policyPack }: PreviewFlags): string | undefined {
  if (policyPack !== undefined) return "--policy-pack";
  return ["PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN", "CI"].find((name) => process.env[name]);
}

/** Null when the engine made the preview, otherwise why it could not. */
async function previewByEngine(flags: PreviewFlags): Promise<string | null> {
  const { requirePolicyPacks } =
    require("../../policy/configuration-file") as typeof import("../../policy/configuration-file");
  requirePolicyPacks(flags.policyPack ?? []);
  const folders = process.env.PATH?.split(delimiter) ?? [];
  if (!folders.some((folder) => existsSync(join(folder, "pulumi")) || existsSync(join(folder, "pulumi.exe")))) {
    return "no Pulumi CLI on PATH";
  }
  const { EngineUnavailable, preview } = require("../../automation") as typeof import("../../automation");
  const { runOperation } = require("../terminal/run-operation") as typeof import("../terminal/run-operation");
  try {
    await runOperation(preview, flags);
    return null;
  } catch (error) {
    if (error instanceof EngineUnavailable) return error.message;
    throw error;
  }
}

/** @param reason why the engine could not make the preview */
async function previewHere(flags: PreviewFlags, reason?: string): Promise<void> {
  const started = process.hrtime.bigint();
  const { previewInProcess } =
    require("../../automation/in-process-preview") as typeof import("../../automation/in-process-preview");
  const { renderPreview } = require("../../preview/render") as typeof import("../../preview/render");
  const { renderPreviewSummary } =
    require("../terminal/preview-summary") as typeof import("../terminal/preview-summary");
  const { renderText, summary } = require("../../policy/index") as typeof import("../../policy/index");
  const { showProgress } = require("../terminal/operation-progress") as typeof import("../terminal/operation-progress");
  const run = previewInProcess({ project: flags.project, stack: flags.stack, lost: flags.lost });
  await showProgress(run);
  const { document, evaluation } = await run;
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const wanted = (name: string) => flags.stack === undefined || name === flags.stack;
  const printed = { ...document, stacks: document.stacks.filter(({ stack }) => wanted(stack)) };
  if (reason !== undefined) {
    // First, because what follows compares with nothing that is deployed.
    process.stdout.write(
      `not compared with what is deployed: ${reason}: previewed in this process, with example outputs\n\n`,
    );
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else if (flags.tree) process.stdout.write(`${renderPreview(printed, seconds)}\n\n${renderText(evaluation)}\n`);
  else {
    // The policies were evaluated on the stacks that this one depends on, too.
    const scope = flags.stack === undefined ? "" : ` in ${document.stacks.map(({ stack }) => stack).join(", ")}`;
    process.stdout.write(
      `${renderPreviewSummary(printed)}\n${summary(evaluation)}${scope}; --tree shows all of them\n`,
    );
  }
  if (flags.json) process.stderr.write(`${summary(evaluation)}\n`);
  if (document.violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory")) process.exitCode = 1;
}
