import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { withProgress } from "../terminal/progress";

interface ReportFlags {
  readonly out: string;
  readonly format?: "svg" | "mermaid";
  readonly compare?: string;
  readonly project: string;
}

/** `redoubt report`: would the system survive losing a region, how long would it take, what does it cost? */
export function register(program: Command): void {
  program
    .command("report")
    .description("write the readiness report: a page, the same as JSON and as Markdown")
    .option("--out <folder>", "where index.html, report.json and report.md go", "report")
    .addOption(
      new Option("--format <format>", "print the diagram alone, and write nothing").choices(["svg", "mermaid"]),
    )
    .option(
      "--compare <file>",
      "another report.json: print what has changed since as Markdown, and write changes.md too",
    )
    .option("--project <file>", "the project's file; its stack files lie beside it", "Pulumi.yaml")
    .addHelpText("after", "\nThe exit code is 1 when the objective of the configuration cannot be met.")
    .action(run);
}

async function run({ out, format, compare, project: file }: ReportFlags): Promise<void> {
  const { Preview, previewOrder } = require("../../preview/preview") as typeof import("../../preview/preview");
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { parseConfig } = require("../../config/parse") as typeof import("../../config/parse");
  const { configurationBeside } = require("../../policy/index") as typeof import("../../policy/index");
  const { compareReports, conclusion, drawDiagram, objectiveMissed, readinessReport, readReport } =
    require("../../readiness") as typeof import("../../readiness");
  const { renderChanges, renderHtml, renderMarkdown, renderMermaid } =
    require("../../readiness") as typeof import("../../readiness");
  const before = compare === undefined ? undefined : readReport(compare);
  const project = readProject(file);
  const preview = new Preview(project);
  await withProgress(previewOrder(project).map((plan) => ({ title: plan.stack, run: () => preview.run(plan) })));
  const report = readinessReport({
    project: project.name,
    config: parseConfig(project.config()),
    document: preview.document,
    policies: configurationBeside(dirname(file)),
    now: new Date(),
  });
  if (objectiveMissed(report)) process.exitCode = 1;
  if (format === "mermaid") {
    process.stdout.write(`${renderMermaid(report.diagram)}\n`);
    return;
  }
  const svg = await drawDiagram(report.diagram);
  if (format === "svg") {
    process.stdout.write(`${svg}\n`);
    return;
  }
  const files: Record<string, string> = {
    "index.html": renderHtml(report, { svg, base: `${relative(resolve(out), process.cwd())}/` }),
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
    "report.md": renderMarkdown(report),
  };
  if (before) {
    files["changes.md"] = renderChanges(compareReports(before, report));
    process.stdout.write(files["changes.md"]);
  }
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text);
  process.stderr.write(
    `${conclusion(report)}\n${Object.keys(files)
      .map((name) => join(out, name))
      .join(", ")}\n`,
  );
}
