import { expect } from "chai";
import type { StackResult } from "../../../automation";
import { renderStatus } from "../../../cli/commands/status";
import { lines, showProgress } from "../../../cli/terminal/operation-progress";
import { renderSummary } from "../../../cli/terminal/operation-summary";
import { logged, withFakePulumi } from "../../support/fake-pulumi";
import { writeProject } from "../../support/project";
import { runCli } from "../../support/run-cli";

const result: StackResult = {
  stack: "prod",
  state: "succeeded",
  engine: "pulumi",
  reason: "",
  counts: { create: 3, same: 4 },
  changes: [],
  outputs: {},
  seconds: 12.3,
};
const failed: StackResult = { ...result, stack: "dr", state: "failed", reason: "database: no such class", counts: {} };
const resource = {
  kind: "resource",
  stack: "prod",
  urn: "urn",
  type: "aws:rds/instance:Instance",
  name: "database",
  operation: "create",
  properties: [],
} as const;

describe("an operation on the command line", () => {
  const project = writeProject();

  it("tells a log what has happened, each line with its stack", () => {
    expect(lines({ kind: "operation-started", stacks: ["prod"] })).to.deep.equal([]);
    expect(lines({ kind: "stack-started", stack: "prod" })).to.deep.equal(["[prod] started"]);
    expect(lines({ ...resource, state: "started" })).to.deep.equal([]);
    expect(lines({ ...resource, state: "planned" })).to.deep.equal([
      "[prod] would create aws:rds/instance:Instance database",
    ]);
    expect(lines({ ...resource, state: "done" })).to.deep.equal([
      "[prod] create aws:rds/instance:Instance database: done",
    ]);
    const diagnostic = { kind: "diagnostic", stack: "prod", severity: "error", message: "one\ntwo" } as const;
    expect(lines(diagnostic)).to.deep.equal(["[prod] error: one", "[prod] two"]);
    expect(lines({ kind: "stack-finished", stack: "prod", result })).to.deep.equal(["[prod] succeeded in 12 s"]);
  });

  it("shows a live line a stack on a terminal", async () => {
    const { isTTY } = process.stderr;
    const { write } = process.stderr;
    let shown = "";
    process.stderr.isTTY = true;
    process.stderr.write = (chunk: string | Uint8Array) => {
      shown += String(chunk);
      return true;
    };
    try {
      await showProgress(
        (async function* () {
          yield { kind: "operation-started", stacks: ["prod", "dr"] } as const;
          yield { kind: "stack-started", stack: "prod" } as const;
          yield { ...resource, state: "started" } as const;
          yield { kind: "stack-finished", stack: "prod", result } as const;
          yield { kind: "stack-finished", stack: "dr", result: failed } as const;
        })(),
      );
    } finally {
      process.stderr.isTTY = isTTY;
      process.stderr.write = write;
    }
    expect(shown).to.include("prod: succeeded in 12 s").and.include("no such class");
  });

  it("sums up what is done, what is not, and how to go on", () => {
    const text = renderSummary({ operation: "up", succeeded: false, stacks: [result, failed] });
    expect(text.split("\n")).to.deep.equal([
      "up",
      "  prod  succeeded  3 create, 4 same  12 s",
      "  dr    failed     nothing           12 s",
      "  dr: database: no such class",
      "not done: dr; run redoubt up again to go on from there",
      "",
    ]);
  });

  it("deploys, with the summary alone on standard output", async () => {
    await withFakePulumi({}, async () => {
      const { stdout, stderr, exitCode } = await runCli("up", "--stack", "prod", "--project", project, "--json");
      expect(exitCode).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.include({ operation: "up", succeeded: true });
      expect(stderr).to.include("[prod] started");
    });
  });

  it("ends with 1 when a stack fails", async () => {
    const answers = { "refresh prod": { code: 1, stderr: "error: no such role" } };
    await withFakePulumi({ stacks: { prod: 1 }, answers }, async () => {
      const { stdout, exitCode } = await runCli("refresh", "--stack", "prod", "--project", project);
      expect(exitCode).to.equal(1);
      expect(stdout).to.include("prod: no such role");
    });
  });

  it("ends with 130 on an interrupt, which the stack under way gets", async () => {
    await withFakePulumi({ answers: { "up prod": { hold: true } } }, async (commands) => {
      const running = runCli("up", "--stack", "prod", "--project", project);
      await logged(commands, "held");
      process.emit("SIGINT");
      const { exitCode, stderr, stdout } = await running;
      expect(exitCode).to.equal(130);
      expect(stderr).to.include("cancelling: what has begun is brought to an end");
      expect(stdout).to.include("prod  cancelled");
    });
  });

  it("previews by the engine where it is at hand", async () => {
    await withFakePulumi({ stacks: { global: 1, prod: 1, dr: 1, edge: 1 } }, async (commands) => {
      const { stdout, exitCode } = await runCli("preview", "--project", project);
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^preview\n {2}global {2}succeeded/);
      expect(commands()).to.include("preview edge");
    });
  });

  it("previews in process where the backend does not answer, and says so", async () => {
    await withFakePulumi({ answers: { "stack ls": { code: 1, stderr: "error: no login" } } }, async () => {
      const { stdout, stderr } = await runCli("preview", "--stack", "global", "--project", project);
      expect(stderr).to.include("state backend: no login").and.include("previewed in this process");
      expect(stdout).to.include("stack global");
    });
  });

  it("destroys nothing that nobody confirmed", async () => {
    await withFakePulumi({}, async (commands) => {
      const { stderr, exitCode } = await runCli("destroy", "--project", project);
      expect([exitCode, stderr.includes("--yes")]).to.deep.equal([1, true]);
      const confirmed = await runCli("destroy", "--yes", "--project", project);
      expect(confirmed.stderr).to.include("redoubt:protect: false");
      expect(commands().filter((line) => line.startsWith("destroy"))).to.deep.equal([]);
    });
  });

  it("tells the status, and what to change where the lease differs", () => {
    const stack = {
      stack: "prod",
      region: "us-east-1",
      role: "active",
      lastUpdate: { at: "2026-01-02T03:04:05.000Z", kind: "update", result: "succeeded" },
      resources: 7,
      updating: true,
      pendingOperations: 2,
      outputs: { url: "https://example.com", arns: { a: 1 } },
    } as const;
    const never = {
      ...stack,
      stack: "edge",
      region: null,
      role: null,
      lastUpdate: null,
      updating: false,
      pendingOperations: 0,
      outputs: {},
    };
    const text = renderStatus({
      declaredActive: "us-east-1",
      live: { active: "us-west-1", epoch: 2 },
      stacks: [stack, never],
    });
    expect(text.split("\n")).to.deep.equal([
      "active region: us-east-1 declared, us-west-1 live (epoch 2)",
      "  they differ: change redoubt:activeRegion to us-west-1 in Pulumi.yaml before the next update",
      "stack prod (us-east-1, active): last update succeeded, 2026-01-02T03:04:05.000Z, 7 resources, an update is running, 2 pending operations",
      "  url: https://example.com",
      '  arns: {"a":1}',
      "stack edge: never updated, 7 resources",
      "",
    ]);
    expect(renderStatus({ declaredActive: "us-east-1", live: null, stacks: [] })).to.include("no lease yet");
    expect(renderStatus({ declaredActive: "us-east-1", live: "timed out", stacks: [] })).to.include(
      "live unknown: timed out",
    );
  });
});
