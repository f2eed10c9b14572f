import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { writeProject } from "../../../support/project";
import { runCli } from "../../../support/run-cli";

describe("redoubt report", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-report-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes a page, JSON and Markdown, and compares them with an earlier report", async () => {
    const first = await runCli("report", "--out", folder);
    expect(first).to.include({ exitCode: 0, stdout: "" });
    expect(first.stderr).to.include("Does it survive");
    const json = join(folder, "report.json");
    expect(Object.keys(JSON.parse(readFileSync(json, "utf8")))).to.include.members([
      ...["budget", "failures", "policies", "cost", "parity"],
    ]);
    expect(readFileSync(join(folder, "index.html"), "utf8")).to.include("<!doctype html>");
    expect(readFileSync(join(folder, "report.md"), "utf8")).to.include("## Recovery budget");
    const second = await runCli("report", "--out", folder, "--compare", json);
    expect(second.stdout).to.equal("## Readiness changes\n\nNone.\n");
    expect(readFileSync(join(folder, "changes.md"), "utf8")).to.equal(second.stdout);
  });

  it("links to the policy catalogue wherever the report is written", async () => {
    await runCli("report", "--out", folder);
    const links = (file: string, pattern: RegExp) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(pattern)].map(([, path = ""]) => join(folder, path));
    const html = links("index.html", /href="([^"#]+)#/g);
    const markdown = links("report.md", /\]\(([^)#]+)#/g);
    expect(html.length * markdown.length).to.be.greaterThan(0);
    expect([...html, ...markdown].filter((path) => !existsSync(path))).to.deep.equal([]);
  });

  it("prints only the diagram with --format", async () => {
    const svg = await runCli("report", "--format", "svg", "--project", "test/fixtures/four-regions/Pulumi.yaml");
    expect(svg.stdout).to.match(/^<svg [\s\S]*<\/svg>\n$/);
    const mermaid = await runCli("report", "--format", "mermaid");
    expect(mermaid.stdout).to.match(/^%%\{init: .*\}%%\nflowchart TB\n/);
  });

  it("exits with 1 when the objective cannot be met", async () => {
    const file = writeProject({ "redoubt:objective": { rtoMinutes: 5 } });
    const { exitCode } = await runCli("report", "--out", folder, "--project", file);
    expect(exitCode).to.equal(1);
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).budget.recoveryTime).to.equal("missed");
  });

  it("rejects a file that is not a report for --compare", async () => {
    const bad = join(folder, "bad.json");
    const absent = await runCli("report", "--compare", join(folder, "absent.json"));
    expect(absent).to.include({ exitCode: 1 });
    expect(absent.stderr).to.include("no such file");
    writeFileSync(bad, "{");
    expect((await runCli("report", "--compare", bad)).stderr).to.include("not JSON");
    writeFileSync(bad, '{"project": 3}');
    expect((await runCli("report", "--compare", bad)).stderr)
      .to.include("not a readiness report of this version")
      .and.include("  project: ");
  });
});
