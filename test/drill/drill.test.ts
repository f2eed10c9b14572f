import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { chromium } from "playwright-core";
import type { DrillResult } from "../../drill/result";
import { whyNoOwnNetwork } from "../../drill/testbed/hosts/own-network";

const { compile } = require("../../bin/compile") as { compile(): void };
const COMMAND = join(__dirname, "../../bin/redoubt.js");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
// DRILL_SEED repeats a run that failed.
const seed = Number(process.env.DRILL_SEED ?? randomInt(2 ** 31));

const reason = whyNoOwnNetwork();
const enforcement = reason === undefined ? "network namespaces" : "proxies";

describe(`drill, seed ${seed}, enforcement by ${enforcement}${reason === undefined ? "" : `: ${reason}`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
  const pages: string[] = [];
  // When the test runs as root, PostgreSQL runs as another user and must reach its files.
  chmodSync(folder, 0o711);
  // Once, because commands that start at the same time would compile at the same time.
  before(() => compile());
  after(() => rmSync(folder, { recursive: true }));

  let runs = 0;

  /** Runs a scenario through the CLI. Its standard output must be one JSON document, and it must remove its folder. */
  async function command(scenario: string, ...options: string[]): Promise<{ code: number; result: DrillResult }> {
    const temporary = join(folder, `run-${++runs}`);
    mkdirSync(temporary, { mode: 0o711 });
    const page = join(temporary, "drill.html");
    const flags = ["--seed", `${seed}`, "--json", "--html", page, ...options];
    const child = spawn(process.execPath, [COMMAND, "drill", scenario, ...flags], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TMPDIR: temporary },
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    const [code] = await once(child, "close");
    expect(readdirSync(temporary)).to.deep.equal(["drill.html"]);
    pages.push(page);
    return { code: Number(code), result: JSON.parse(output) as DrillResult };
  }

  /** Runs a scenario that must pass; by default with the application that ignores the lease. */
  async function runPassing(scenario: string, ...options: string[]): Promise<DrillResult> {
    const { code, result } = await command(scenario, ...options);
    expect(result.failures).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(result.dualWrites).to.deep.equal([]);
    const asks = options.includes("asks-lease");
    expect(result.settings.application).to.equal(asks ? "asks-lease" : "ignores-lease");
    expect(result.enforcement).to.equal(asks ? "none" : enforcement);
    return result;
  }

  function expectOrder({ recovery }: DrillResult): void {
    const { detect, decide, promote, switch: switched, firstWrite } = recovery;
    const moments = [0, detect ?? 0, decide, promote, switched, firstWrite].map(Number);
    expect(moments).to.deep.equal([...moments].sort((one, other) => one - other));
  }

  it("region-loss: recovers, rebuilds the lost region and switches back without losing a write in the switchover", async () => {
    const result = await runPassing("region-loss");
    expectOrder(result);
    expect(result.runs.map(({ mode, outcome }) => [mode, outcome])).to.deep.equal([
      ["failover", "done"],
      ["switchover", "done"],
    ]);
  });

  // The two applications are drilled at the same time, which also shows that drills do not interfere.
  it("partition: the isolated region stops accepting writes before the other region starts to, with either application", async () => {
    const [ignoring, asking] = await Promise.all([
      runPassing("partition"),
      runPassing("partition", "--application", "asks-lease"),
    ]);
    for (const result of [ignoring, asking]) {
      expectOrder(result);
      expect(result.acknowledgedLost.length).to.be.greaterThan(0);
    }
    expect(ignoring.requests.write).to.include({ refused: 0 });
    expect(ignoring.requests.write.error).to.be.greaterThan(0);
    expect(asking.requests.write.refused).to.be.greaterThan(0);
  });

  it("old-primary-returns: the old primary, which returns during the promotion, accepts no write", async () => {
    const [ignoring, asking] = await Promise.all([
      runPassing("old-primary-returns"),
      runPassing("old-primary-returns", "--application", "asks-lease"),
    ]);
    for (const result of [ignoring, asking]) {
      expectOrder(result);
      expect(result.timeline.marks.some(({ text }) => text.includes("returns with the data"))).to.equal(true);
    }
    expect(ignoring.requests.write.error).to.be.greaterThan(0);
    expect(asking.requests.write.refused).to.be.greaterThan(0);
  });

  it("switchover: switches over and back without losing a write", async () => {
    const result = await runPassing("switchover");
    expectOrder(result);
    expect(result.acknowledgedLost).to.deep.equal([]);
    expect(result.runs.map(({ to }) => to)).to.deep.equal(["us-west-1", "us-east-1"]);
  });

  it("the pages show the timelines in a browser and make no request", async function () {
    const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
    if (executablePath === undefined) {
      process.stdout.write("    skipped: no Chromium found; set CHROMIUM to its path\n");
      this.skip();
    }
    expect(pages).to.have.length(6);
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      for (const file of pages) {
        const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
        const problems: string[] = [];
        const address = pathToFileURL(file).href;
        page.on("console", (message) => problems.push(message.text()));
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("request", (request) => request.url() !== address && problems.push(request.url()));
        await page.goto(address);
        expect(problems).to.deep.equal([]);
        const picture = await page.locator("svg").boundingBox();
        expect(picture?.width).to.be.greaterThan(800);
        for (const part of ["rect.ok", ".step rect", ".mark.fault line", ".mark.switch line"]) {
          const box = await page.locator(`svg ${part}`).first().boundingBox();
          expect(box?.height, part).to.be.greaterThan(0);
          expect(box?.x, part).to.be.within(picture?.x ?? 0, (picture?.x ?? 0) + (picture?.width ?? 0));
        }
        expect(await page.locator("h2 .passed").textContent()).to.equal("passed");
        expect(await page.locator("table").count()).to.equal(2);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  });

  it("fails when the path stays open or a region keeps serving without the lease, because both regions accept writes", async () => {
    const runs = await Promise.all([
      command("partition", "--no-enforcement"),
      command("partition", "--application", "asks-lease", "--on-silence", "serve"),
    ]);
    for (const { code, result } of runs) {
      expect(result.dualWrites.length).to.be.greaterThan(0);
      expect(result.failures.join()).to.contain("were accepted by both regions");
      expect(code).to.equal(1);
    }
  });
});
