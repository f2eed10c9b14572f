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
import type { ApplicationKind } from "../../drill/testbed/region/application-program";

const { compile } = require("../../bin/compile") as { compile(): void };
const COMMAND = join(__dirname, "../../bin/redoubt.js");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Drills that run at the same time. They share nothing but the processor. */
const LANES = 2;
/** Requests a second of each drill: fewer than by default, because two run at a time, often beside other work. */
const RATE = 60;
// DRILL_SEED repeats a run that failed.
const seed = Number(process.env.DRILL_SEED ?? randomInt(2 ** 31));

const reason = whyNoOwnNetwork();
const enforcement = reason === undefined ? "network namespaces" : "proxies";

describe(`drill, seed ${seed}, enforcement by ${enforcement}${reason === undefined ? "" : `: ${reason}`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
  const pages: string[] = [];
  // When the test runs as root, PostgreSQL runs as another user and must reach its files.
  chmodSync(folder, 0o711);
  after(() => rmSync(folder, { recursive: true }));

  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  let runs = 0;

  /** Queues a scenario. The drills start with the suite, in this order, and each test awaits its own. */
  function queue(scenario: string, ...options: string[]): Promise<Outcome> {
    const lane = runs % LANES;
    const number = ++runs;
    const done = (lanes[lane] as Promise<unknown>).then(() => command(number, scenario, options));
    // A failure is reported by the test that awaits it.
    lanes[lane] = done.catch(() => undefined);
    return done;
  }

  interface Outcome {
    readonly code: number;
    readonly result: DrillResult;
    /** What the command printed to standard error. */
    readonly log: string;
  }

  /** Runs a scenario through the CLI. Its standard output must be one JSON document, and it must remove its folder. */
  async function command(number: number, scenario: string, options: readonly string[]): Promise<Outcome> {
    const temporary = join(folder, `run-${number}`);
    mkdirSync(temporary, { mode: 0o711 });
    const page = join(temporary, "drill.html");
    const flags = ["--seed", `${seed}`, "--rate", `${RATE}`, "--json", "--html", page, ...options];
    const child = spawn(process.execPath, [COMMAND, "drill", scenario, ...flags], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TMPDIR: temporary },
    });
    let output = "";
    let log = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
    });
    const [code] = await once(child, "close");
    expect(readdirSync(temporary), log).to.deep.equal(["drill.html"]);
    if (code === 0) pages.push(page);
    return { code: Number(code), result: JSON.parse(output) as DrillResult, log };
  }

  /** The result of a drill that must pass. */
  async function passing(
    drill: Promise<Outcome>,
    application: ApplicationKind = "ignores-lease",
  ): Promise<DrillResult> {
    const { code, result, log } = await drill;
    expect(result.failures, log).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(result.dualWrites).to.deep.equal([]);
    expect(result.settings.application).to.equal(application);
    expect(result.enforcement).to.equal(application === "asks-lease" ? "none" : enforcement);
    return result;
  }

  const asking = ["--application", "asks-lease"];
  let drills: Readonly<Record<string, Promise<Outcome>>>;
  before(() => {
    // Once, because commands that start at the same time would compile at the same time.
    compile();
    // By default the application ignores the lease.
    drills = {
      "region-loss": queue("region-loss"),
      switchover: queue("switchover"),
      "slow-commits": queue("slow-commits"),
      partition: queue("partition"),
      "old-primary-returns": queue("old-primary-returns"),
      "database-loss": queue("database-loss"),
      "region-loss Aurora": queue("region-loss", "--database", "aurora-global"),
      "partition Fargate": queue("partition", "--compute", "fargate"),
      "partition asking": queue("partition", ...asking),
      "partition unenforced": queue("partition", "--no-enforcement"),
      "partition asking unenforced": queue("partition", ...asking, "--on-silence", "serve"),
    };
    for (const drill of Object.values(drills)) drill.catch(() => undefined);
  });
  const drillOf = (name: string) => drills[name] as Promise<Outcome>;

  function expectOrder({ recovery }: DrillResult): void {
    const { detect, decide, promote, switch: switched, firstWrite } = recovery;
    const moments = [0, detect ?? 0, decide, promote, switched, firstWrite].map(Number);
    expect(moments).to.deep.equal([...moments].sort((one, other) => one - other));
  }

  it("region-loss: recovers, rebuilds the lost region and switches back without losing a write in the switchover", async () => {
    const result = await passing(drillOf("region-loss"));
    expectOrder(result);
    expect(result.runs.map(({ mode, outcome }) => [mode, outcome])).to.deep.equal([
      ["failover", "done"],
      ["switchover", "done"],
    ]);
  });

  it("region-loss with Aurora's port: the former primary rejoins without a rebuild, and a switchover back loses nothing", async () => {
    const { log, result } = await drillOf("region-loss Aurora");
    expect(result.failures, log).to.deep.equal([]);
    expect(result.settings.database).to.equal("aurora-global");
    expect(result.runs.map(({ mode, outcome }) => [mode, outcome])).to.deep.equal([
      ["failover", "done"],
      ["switchover", "done"],
    ]);
    expect(log).to.include("is resynchronized by Aurora").and.to.include("Aurora's storage is not what runs here");
  });

  it("partition with tasks: those of the isolated region end before the other region accepts writes", async () => {
    const { log, result } = await drillOf("partition Fargate");
    expect(result.failures, log).to.deep.equal([]);
    expect(result).to.deep.include({ dualWrites: [], enforcement: "tasks", leaseAgent: "deployed" });
    expect(result.requests.write.ok).to.be.greaterThan(0);
  });

  it("partition: the isolated region stops accepting writes before the other region starts to, with either application", async () => {
    const ignoring = await passing(drillOf("partition"));
    const asking = await passing(drillOf("partition asking"), "asks-lease");
    for (const result of [ignoring, asking]) {
      expectOrder(result);
      expect(result.acknowledgedLost.length).to.be.greaterThan(0);
    }
    expect(ignoring.requests.write).to.include({ refused: 0 });
    expect(ignoring.requests.write.error).to.be.greaterThan(0);
    expect(asking.requests.write.refused).to.be.greaterThan(0);
  });

  it("old-primary-returns: the old primary, which returns during the promotion, accepts no write", async () => {
    const result = await passing(drillOf("old-primary-returns"));
    expectOrder(result);
    expect(result.timeline.marks.some(({ text }) => text.includes("returns with the data"))).to.equal(true);
    expect(result.requests.write.error).to.be.greaterThan(0);
  });

  it("database-loss: fails over without force although the region's hosts still renew the lease", async () => {
    const result = await passing(drillOf("database-loss"));
    expectOrder(result);
    expect(result.runs.map(({ mode, outcome }) => [mode, outcome])).to.deep.equal([["failover", "done"]]);
  });

  it("switchover: switches over and back without losing a write", async () => {
    const result = await passing(drillOf("switchover"));
    expectOrder(result);
    expect(result.acknowledgedLost).to.deep.equal([]);
    expect(result.runs.map(({ to }) => to)).to.deep.equal(["us-west-1", "us-east-1"]);
  });

  it("slow-commits: a switchover loses no write, although commits in progress take longer than a lease", async () => {
    const result = await passing(drillOf("slow-commits"));
    expect(result.acknowledgedLost).to.deep.equal([]);
    expect(result.requests.write.error).to.be.greaterThan(0);
  });

  it("the pages show the timelines in a browser and make no request", async function () {
    const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
    if (executablePath === undefined) {
      process.stdout.write("    skipped: no Chromium found; set CHROMIUM to its path\n");
      this.skip();
    }
    expect(pages).to.have.length(9);
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
    for (const name of ["partition unenforced", "partition asking unenforced"]) {
      const { code, result } = await drillOf(name);
      expect(result.dualWrites.length).to.be.greaterThan(0);
      expect(result.failures.join()).to.contain("were accepted by both regions");
      expect(code).to.equal(1);
    }
  });
});
