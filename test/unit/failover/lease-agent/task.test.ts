import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { LeaseTable } from "./lease-table";
import { AGENT, agentEnvironment, endGroup, skipWithoutPython } from "./python";

const TASK = join(AGENT, "../task.py");

describe("lease agent of a task", () => {
  before(skipWithoutPython);

  let table: LeaseTable;
  let environment: NodeJS.ProcessEnv;
  let task: ChildProcess | undefined;
  beforeEach(async () => {
    table = new LeaseTable();
    environment = {
      ...(await agentEnvironment(table)),
      LEASE_MARGIN_SECONDS: "5",
      LEASE_ENFORCEMENT: "task",
    };
  });
  afterEach(async () => {
    endGroup(task);
    await table.stop();
  });

  const start = (changes: NodeJS.ProcessEnv = {}) => {
    environment = { ...environment, ...changes };
    task = spawn("python3", ["-B", TASK], { env: environment, stdio: "ignore", detached: true });
    return task;
  };
  const isHealthy = () => spawnSync("python3", ["-B", TASK, "healthy"], { env: environment }).status === 0;
  const becomesHealthy = async () => {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (isHealthy()) return;
      await sleep(100);
    }
    throw new Error("the agent does not become healthy");
  };

  it("becomes healthy with the lease, and ends the task when the region loses it", async () => {
    table.holds("east", 4);
    const running = start();
    await becomesHealthy();
    expect(running.exitCode).to.equal(null);
    table.holds("west", 5, "held");
    Object.assign(table.lease ?? {}, { lastWriter: { S: "east" } });
    expect(await once(running, "exit")).to.deep.equal([1, null]);
    expect(isHealthy()).to.equal(false);
  });

  it("ends the task when no lease region answers for the lease's time less the margin", async () => {
    table.holds("east", 4);
    const running = start();
    await becomesHealthy();
    table.broken.add("east");
    const started = Date.now();
    expect(await once(running, "exit")).to.deep.equal([1, null]);
    // 10 s less 5 s after the last read, and up to two pauses of the agent.
    expect(Date.now() - started).to.be.within(3_000, 9_500);
  });

  it("keeps the application of a former writer from starting, without ending the task", async () => {
    table.holds("west", 5);
    Object.assign(table.lease ?? {}, { lastWriter: { S: "east" } });
    const running = start();
    await table.isAsked(5);
    expect(isHealthy()).to.equal(false);
    expect(running.exitCode).to.equal(null);
  });

  it("stays healthy in a standby, whose database is read-only", async () => {
    table.holds("west", 5);
    Object.assign(table.lease ?? {}, { lastWriter: { S: "west" } });
    const running = start();
    await becomesHealthy();
    await table.isAsked(5);
    expect(running.exitCode).to.equal(null);
  });

  it("only answers where it does not enforce the lease", async () => {
    table.holds("west", 5);
    Object.assign(table.lease ?? {}, { lastWriter: { S: "east" } });
    const running = start({ LEASE_ENFORCEMENT: "" });
    await becomesHealthy();
    const answer = await fetch(`http://127.0.0.1:${environment.LEASE_PORT}/writable`);
    expect(answer.status).to.equal(503);
    expect(running.exitCode).to.equal(null);
  });

  it("ends the task when the agent hangs", async () => {
    table.holds("east", 4);
    const running = start();
    await becomesHealthy();
    const [agent] = spawnSync("pgrep", ["-P", String(running.pid)], { encoding: "utf8" })
      .stdout.trim()
      .split("\n");
    process.kill(Number(agent), "SIGSTOP");
    expect(await once(running, "exit")).to.deep.equal([1, null]);
  });

  it("has more time to start than a running agent between two signs of life", async () => {
    const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
    const slow = "import sys, time\nif sys.orig_argv[-1].endswith('task_agent.py'): time.sleep(5)\n";
    writeFileSync(join(folder, "sitecustomize.py"), slow);
    table.holds("east", 4);
    const running = start({ PYTHONPATH: folder });
    await becomesHealthy();
    expect(running.exitCode).to.equal(null);
    rmSync(folder, { recursive: true });
  });

  it("ends the task soon when the agent cannot start", async () => {
    const started = Date.now();
    const running = start({ REGION: undefined });
    expect(await once(running, "exit")).to.deep.equal([1, null]);
    expect(Date.now() - started).to.be.lessThan(15_000);
  });

  it("checks its health without the modules of the agent, because the check runs beside the application every few seconds", () => {
    const code = "import sys, task; print([name for name in ('asyncio', 'http.client') if name in sys.modules])";
    const { stdout } = spawnSync("python3", ["-B", "-c", code], { cwd: join(AGENT, ".."), encoding: "utf8" });
    expect(stdout.trim()).to.equal("[]");
  });

  it("reads the credentials of the task's role", async () => {
    const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...rest } = environment;
    table.holds("east", 4);
    environment = rest;
    start({
      AWS_CONTAINER_CREDENTIALS_HOST: environment.AWS_ENDPOINT_URL_DYNAMODB?.replace("/{region}", ""),
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/latest/task/web",
    });
    await becomesHealthy();
    expect(table.asked[0]?.authorization).to.contain("Credential=ROLEKEY/");
  });

  it("kills every process of the task's process namespace, also of another user", function () {
    if (spawnSync("unshare", ["-pf", "true"]).status !== 0) {
      process.stdout.write("      skipped: process namespaces need root\n");
      this.skip();
    }
    const code = `import os, sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1]); import task; task.end_task("test")`;
    const script = `setpriv --reuid 65534 --clear-groups sleep 60 & application=$!
python3 -c '${code}' "$1"; echo "agent $?"; wait $application; echo "application $?"`;
    const { stdout } = spawnSync("unshare", ["-pf", "bash", "-c", script, "bash", join(AGENT, "..")], {
      encoding: "utf8",
      env: { ...process.env, ECS_CONTAINER_METADATA_URI_V4: "http://169.254.170.2/v4" },
    });
    expect(stdout.trim().split("\n")).to.deep.equal(["agent 1", "application 137"]);
  });
});
