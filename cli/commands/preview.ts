import type { Command } from "commander";
import { withProgress } from "../progress";

interface PreviewFlags {
  readonly stack?: string;
  readonly json?: boolean;
  readonly project: string;
}

/** `redoubt preview`: what the program registers, without deploying anything. */
export function register(program: Command): void {
  program
    .command("preview")
    .description("show every resource of every stack, and what the policies say of them")
    .option("--stack <name>", "one stack, with those that it depends on")
    .option("--json", "one JSON document on standard output")
    .option("--project <file>", "the project's file; its stack files lie beside it", "Pulumi.yaml")
    .action(run);
}

async function run(flags: PreviewFlags): Promise<void> {
  const started = process.hrtime.bigint();
  const { Preview, previewOrder } = require("../../preview/preview") as typeof import("../../preview/preview");
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { renderPreview } = require("../../preview/render") as typeof import("../../preview/render");
  const project = readProject(flags.project);
  const preview = new Preview(project);
  const steps = previewOrder(project, flags.stack).map((plan) => ({ title: plan.stack, run: () => preview.run(plan) }));
  await withProgress(steps);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { document } = preview;
  const text = flags.json ? JSON.stringify(document, null, 2) : renderPreview(document, seconds);
  process.stdout.write(`${text}\n`);
}
