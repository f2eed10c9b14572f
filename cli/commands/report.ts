import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { UserError } from "../../errors";
import { PRICE_FILE } from "../../readiness/cost/price-file-name";

interface ReportFlags {
  readonly out: string;
  readonly format?: "svg" | "mermaid";
  readonly compare?: string;
  readonly prices?: string;
  readonly project: string;
}

/** `redoubt report`: the readiness report. Does the system survive the loss of a region, how long does recovery take, what does it cost? */
export function register(program: Command): void {
  program
    .command("report")
    .description("write the readiness report as an HTML page, JSON and Markdown")
    .option("--out <folder>", "folder for index.html, report.json and report.md", "report")
    .addOption(
      new Option("--format <format>", "print only the diagram, and write no files")
        .choices(["svg", "mermaid"])
        .conflicts(["compare", "out"]),
    )
    .option(
      "--compare <file>",
      "an earlier report.json: print the changes since then as Markdown, and write them to changes.md",
    )
    .option(
      "--prices <file>",
      `prices of redoubt prices (default: ${PRICE_FILE} beside the project's file, where it exists)`,
    )
    .option("--project <file>", "the project's file; its stack files are beside it", "Pulumi.yaml")
    .addHelpText("after", "\nExit code 1: the configured objective cannot be met.")
    .action(run);
}

async function run({ out, format, compare, prices, project: file }: ReportFlags): Promise<void> {
  const { previewResources } =
    require("../../automation/in-process-preview") as typeof import("../../automation/in-process-preview");
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { parseConfig } = require("../../config/parse") as typeof import("../../config/parse");
  const { configurationBeside } = require("../../policy/index") as typeof import("../../policy/index");
  const { compareReports, conclusion, drawDiagram, objectiveMissed, readinessReport, readPriceFile, readReport } =
    require("../../readiness") as typeof import("../../readiness");
  const { renderChanges, renderHtml, renderMarkdown, renderMermaid } =
    require("../../readiness") as typeof import("../../readiness");
  const { showProgress } = require("../terminal/operation-progress") as typeof import("../terminal/operation-progress");
  if (existsSync(out) && !statSync(out).isDirectory()) {
    throw new UserError(`--out: got ${out}, which is a file; name a folder`);
  }
  const before = compare === undefined ? undefined : readReport(compare);
  const beside = join(dirname(file), PRICE_FILE);
  const priceFile = prices ?? (existsSync(beside) ? beside : undefined);
  const priceTable = priceFile === undefined ? undefined : readPriceFile(priceFile);
  const project = readProject(file);
  const preview = previewResources({ project: file });
  await showProgress(preview);
  const report = readinessReport({
    project: project.name,
    config: parseConfig(project.config()),
    document: await preview,
    policies: configurationBeside(dirname(file)),
    prices: priceTable,
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
  const base = `${relative(resolve(out), catalogueRoot())}/`;
  const files: Record<string, string> = {
    "index.html": renderHtml(report, { svg, base }),
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
    "report.md": renderMarkdown(report, base),
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

/** The folder that contains policy/RULES.md: the checkout, or the compiled files of the installed package. */
function catalogueRoot(): string {
  const compiled = join(__dirname, "../..");
  return [dirname(compiled), compiled].find((folder) => existsSync(join(folder, "policy/RULES.md"))) ?? process.cwd();
}
