import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Command } from "commander";
import { withProgress } from "../terminal/progress";
import { carryOut, type OperationFlags, withPolicyOptions } from "./operation";

interface PreviewFlags extends OperationFlags {
  readonly inProcess?: boolean;
}

/**
 * `redoubt preview`: what an update would do, by the Pulumi engine where its CLI is at hand; else, and for the JSON document, what the
 * program registers, run in this process.
 */
export function register(program: Command): void {
  withPolicyOptions(program.command("preview"))
    .description("show what an update would do; without the Pulumi CLI, every resource that the program registers")
    .option("--stack <name>", "one stack; in this process, with those that it depends on")
    .option("--in-process", "without the engine, even if the Pulumi CLI is on PATH")
    .option("--json", "every resource as one JSON document on standard output; implies --in-process")
    .option("--project <file>", "the project's file; its stack files lie beside it", "Pulumi.yaml")
    .action(run);
}

async function run(flags: PreviewFlags): Promise<void> {
  const reason = flags.json || flags.inProcess ? undefined : await byEngine(flags);
  if (reason === null) return;
  await inProcess(flags, reason && `${reason}: previewed in this process, on made-up outputs`);
}

/** Null when the engine has done it, else why it could not. */
async function byEngine(flags: PreviewFlags): Promise<string | null> {
  const folders = process.env.PATH?.split(delimiter) ?? [];
  if (!folders.some((folder) => existsSync(join(folder, "pulumi")) || existsSync(join(folder, "pulumi.exe")))) {
    return "no Pulumi CLI on PATH";
  }
  const { EngineUnavailable, preview } = require("../../automation") as typeof import("../../automation");
  try {
    await carryOut(preview, flags);
    return null;
  } catch (error) {
    if (error instanceof EngineUnavailable) return error.message;
    throw error;
  }
}

async function inProcess(flags: PreviewFlags, note?: string): Promise<void> {
  const started = process.hrtime.bigint();
  const { Preview, previewOrder } = require("../../preview/preview") as typeof import("../../preview/preview");
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { renderPreview } = require("../../preview/render") as typeof import("../../preview/render");
  const { configurationBeside } = require("../../policy/index") as typeof import("../../policy/index");
  const { renderText, summary } = require("../../policy/report/text") as typeof import("../../policy/report/text");
  const project = readProject(flags.project);
  const preview = new Preview(project);
  const steps = previewOrder(project, flags.stack).map((plan) => ({ title: plan.stack, run: () => preview.run(plan) }));
  if (note) process.stderr.write(`${note}\n`);
  await withProgress(steps);
  const evaluation = preview.judge(configurationBeside(dirname(flags.project)));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { document } = preview;
  const text = flags.json
    ? JSON.stringify(document, null, 2)
    : `${renderPreview(document, seconds)}\n\n${renderText(evaluation)}`;
  process.stdout.write(`${text}\n`);
  if (flags.json) process.stderr.write(`${summary(evaluation)}\n`);
  if (evaluation.violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory")) process.exitCode = 1;
}
