import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { compareReports } from "../../../readiness/compare";
import { drawDiagram } from "../../../readiness/diagram/draw";
import type { Report } from "../../../readiness/document";
import { renderChanges } from "../../../readiness/render/changes";
import { renderHtml } from "../../../readiness/render/html";
import { renderMarkdown } from "../../../readiness/render/markdown";
import { answer } from "../../../readiness/render/sections/summary";
import { configOf, fourRegions, reportOf } from "../../support/report";
import { runCli } from "../../support/run-cli";

const published = () => JSON.parse(readFileSync("readiness/schema.json", "utf8"));

/** A report of a system without a controller, a replica or a price. */
async function poorReport(): Promise<Report> {
  const report = await reportOf();
  const control = { what: "a control", present: false, resources: [] };
  return {
    ...report,
    budget: {
      ...report.budget,
      lowMinutes: null,
      highMinutes: null,
      recoveryTime: "missed",
      promotionMinutes: null,
      steps: report.budget.steps.map((step) => ({ ...step, lowMinutes: null, highMinutes: null })),
      dataLoss: report.budget.dataLoss.map((loss) => ({
        ...loss,
        lowMinutes: null,
        highMinutes: null,
        verdict: "missed",
      })),
    },
    failures: report.failures.map((row) => ({ ...row, detectedBy: [control], handledBy: [], automatic: "no" })),
    policies: report.policies.map((policy) => ({ ...policy, verdict: "violated", enforcementLevel: "mandatory" })),
    parity: report.parity.map((pair) => ({
      ...pair,
      differences: pair.differences.map((difference) => ({ ...difference, configured: false })),
    })),
  };
}

describe("the report", () => {
  it("conforms to its published schema", async () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(published());
    for (const report of [await reportOf(), await reportOf(fourRegions), await poorReport()]) {
      expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).to.equal(true);
    }
    expect(validate({ ...(await reportOf()), budget: {} })).to.equal(false);
  });

  it("has no secret in it", async () => {
    expect(JSON.stringify(await reportOf())).to.not.match(/"password","value":(?!"\[secret\]")/);
  });

  it("answers whether the system would survive", async () => {
    expect(answer(await reportOf())).to.match(
      /^Would it survive the loss of us-east-1\? Yes: once a person starts it, writes are back after \d/,
    );
    expect(answer(await poorReport()))
      .to.include("No: by hand")
      .and.include("Missing: a control");
  });

  it("is a page that loads nothing and runs nothing", async () => {
    const report = await reportOf();
    const html = renderHtml(report, { svg: await drawDiagram(report.diagram), base: "../" });
    expect(html).to.not.match(/<script|<link|src=|@import|url\((?!#)/);
    expect(html).to.include('href="../policy/RULES.md#rds-instance-multi-az"');
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    for (const id of new Set(targets)) expect(html, id).to.include(` id="${id}"`);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("shows the worst in words as well", async () => {
    const report = await poorReport();
    const html = renderHtml(report, { svg: await drawDiagram(report.diagram), base: "" });
    for (const words of [
      "cannot be met",
      "no way there",
      "all of it",
      "missing: a control",
      "that nothing in the configuration asks for",
    ]) {
      expect(html).to.include(words);
    }
    const markdown = renderMarkdown(report);
    for (const words of ["no way there", "**missing: a control**", "| violated |", "∞"])
      expect(markdown).to.include(words);
  });

  it("is Markdown whose tables keep their columns", async () => {
    const lines = renderMarkdown(await reportOf()).split("\n");
    expect(lines[0]).to.equal("# Readiness of redoubt");
    let columns = 0;
    for (const line of lines) {
      const bars = line.startsWith("|") ? line.replaceAll("\\|", "").split("|").length : 0;
      if (columns > 0 && bars > 0) expect(bars, line).to.equal(columns);
      columns = bars;
    }
  });
});

describe("a comparison of two reports", () => {
  it("shows what a change does to each part", async () => {
    const before = await reportOf();
    const after = await reportOf({ trigger: "automatic", network: { standbyNat: "single" } });
    const changes = compareReports(before, after);
    const parts = new Set(changes.map(({ part }) => part));
    expect([...parts]).to.include.members(["recovery budget", "failures", "cost", "parity"]);
    expect(changes.find(({ what }) => what === "decide to fail over")).to.include({ before: "15 min", after: "0 min" });
    const text = renderChanges(changes);
    expect(text).to.include("### Recovery budget").and.include("| decide to fail over | 15 min | 0 min |");
    expect(compareReports(before, before)).to.deep.equal([]);
    expect(renderChanges([])).to.include("Nothing that the readiness report shows");
  });

  it("names what only one of them has", async () => {
    const before = await reportOf();
    const changes = compareReports(before, { ...before, failures: before.failures.slice(1) });
    expect(changes.map(({ after }) => after)).to.include("absent");
  });
});

describe("redoubt report", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-report-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes the page, JSON and Markdown, and compares with an earlier one", async () => {
    const first = await runCli("report", "--out", folder);
    expect(first).to.include({ exitCode: 0, stdout: "" });
    expect(first.stderr).to.include("Would it survive");
    const json = join(folder, "report.json");
    expect(Object.keys(JSON.parse(readFileSync(json, "utf8")))).to.include.members([
      ...["budget", "failures", "policies", "cost", "parity"],
    ]);
    expect(readFileSync(join(folder, "index.html"), "utf8")).to.include("<!doctype html>");
    expect(readFileSync(join(folder, "report.md"), "utf8")).to.include("## Recovery budget");
    const second = await runCli("report", "--out", folder, "--compare", json);
    expect(second.stdout).to.equal("## What this changes\n\nNothing that the readiness report shows.\n");
    expect(readFileSync(join(folder, "changes.md"), "utf8")).to.equal(second.stdout);
  });

  it("prints the diagram alone with --format", async () => {
    const svg = await runCli("report", "--format", "svg", "--project", "test/fixtures/four-regions/Pulumi.yaml");
    expect(svg.stdout).to.match(/^<svg [\s\S]*<\/svg>\n$/);
    const mermaid = await runCli("report", "--format", "mermaid");
    expect(mermaid.stdout).to.match(/^flowchart TB\n/);
  });

  it("ends with 1 when the objective cannot be met", async () => {
    const file = join(folder, "Pulumi.yaml");
    writeFileSync(file, `${readFileSync("Pulumi.yaml", "utf8")}  redoubt:objective:\n    value: { rtoMinutes: 5 }\n`);
    const { exitCode } = await runCli("report", "--out", folder, "--project", file);
    expect(exitCode).to.equal(1);
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).budget.recoveryTime).to.equal("missed");
  });

  it("says what is wrong with a file to compare with", async () => {
    const bad = join(folder, "bad.json");
    const absent = await runCli("report", "--compare", join(folder, "absent.json"));
    expect(absent).to.include({ exitCode: 1 });
    expect(absent.stderr).to.include("no such file");
    writeFileSync(bad, "{");
    expect((await runCli("report", "--compare", bad)).stderr).to.include("not JSON");
    writeFileSync(bad, '{"project": 3}');
    expect((await runCli("report", "--compare", bad)).stderr)
      .to.include("no readiness report of this version")
      .and.include("  project: ");
  });

  it("has an objective of its own for deciding", () => {
    expect(configOf().objective).to.deep.equal({ rtoMinutes: 60, rpoMinutes: 5, decisionMinutes: 15 });
  });
});
