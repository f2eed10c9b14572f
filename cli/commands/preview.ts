import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Command } from "commander";
import { type OperationFlags, withLostOption, withPolicyOptions } from "../options";

interface PreviewFlags extends OperationFlags {
  readonly inProcess?: boolean;
}

/**
 * `redoubt preview`: shows what an update would do, with the Pulumi engine where its CLI is installed. Without it, and for the JSON document,
 * runs the program in this process and shows every resource that it registers.
 */
export function register(program: Command): void {
  withLostOption(withPolicyOptions(program.command("preview")))
    .description("show what an update would do; without the Pulumi CLI, every resource that the program registers")
    .option("--stack <name>", "one stack; in this process, with those that it depends on")
    .option("--in-process", "without the engine, even if the Pulumi CLI is on PATH")
    .option("--json", "print every resource as one JSON document on standard output; implies --in-process")
    .option("--project <file>", "the project's file; its stack files are beside it", "Pulumi.yaml")
    .action(run);
}

async function run(flags: PreviewFlags): Promise<void> {
  const reason = flags.json || flags.inProcess ? undefined : await previewByEngine(flags);
  if (reason === null) return;
  await previewHere(flags, reason && `${reason}: previewed in this process, with example outputs`);
}

/** Null when the engine made the preview, otherwise why it could not. */
async function previewByEngine(flags: PreviewFlags): Promise<string | null> {
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

async function previewHere(flags: PreviewFlags, note?: string): Promise<void> {
  const started = process.hrtime.bigint();
  const { previewInProcess } =
    require("../../automation/in-process-preview") as typeof import("../../automation/in-process-preview");
  const { renderPreview } = require("../../preview/render") as typeof import("../../preview/render");
  const { renderText, summary } = require("../../policy/index") as typeof import("../../policy/index");
  const { showProgress } = require("../terminal/operation-progress") as typeof import("../terminal/operation-progress");
  const run = previewInProcess({ project: flags.project, stack: flags.stack });
  await showProgress(run, note);
  const { document, evaluation } = await run;
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const text = flags.json
    ? JSON.stringify(document, null, 2)
    : `${renderPreview(document, seconds)}\n\n${renderText(evaluation)}`;
  process.stdout.write(`${text}\n`);
  if (flags.json) process.stderr.write(`${summary(evaluation)}\n`);
  if (document.violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory")) process.exitCode = 1;
}
