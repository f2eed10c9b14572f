import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { renderStatus } from "../../../../cli/commands/status";
import { runCli } from "../../../support/run-cli";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("redoubt status", () => {
  it("shows the status, and what to change when the lease differs", () => {
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
      lost: [],
      abandoned: [],
      objectCopies: [],
      unanswered: [],
      run: null,
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
    expect(
      renderStatus({
        declaredActive: "us-east-1",
        live: null,
        lost: [],
        abandoned: [],
        objectCopies: [],
        unanswered: [],
        run: null,
        stacks: [],
      }),
    ).to.include("no lease yet");
    const unknown = {
      declaredActive: "us-east-1",
      live: "timed out",
      run: null,
      abandoned: [],
      objectCopies: [],
      unanswered: [],
      stacks: [],
    };
    expect(renderStatus({ ...unknown, lost: ["us-east-1"] })).to.include(
      "live unknown: timed out\nlost: us-east-1: not called; what follows is from the state",
    );
  });

  it("shows the run with its step and the next command", () => {
    const run = {
      run: "r",
      mode: "failover",
      from: "us-east-1",
      to: "us-west-1",
      state: "unfinished",
      writes: "held",
      steps: [{ step: "promote", reason: "promotion requested" }],
      startedAt: "2026-01-02T03:04:05.000Z",
      lastEntryAt: "2026-01-02T03:05:05.000Z",
      next: "redoubt failover --to us-west-1",
    } as const;
    const text = renderStatus({
      declaredActive: "us-east-1",
      live: { active: "us-west-1", epoch: 2 },
      lost: [],
      abandoned: [],
      objectCopies: [],
      unanswered: [],
      run,
      stacks: [],
    });
    expect(text.split("\n").slice(2)).to.deep.equal([
      "run r: failover from us-east-1 to us-west-1: unfinished, writes held, started 2026-01-02T03:04:05.000Z, last entry 2026-01-02T03:05:05.000Z",
      "  promote: promotion requested",
      "  next: redoubt failover --to us-west-1",
      "",
    ]);
  });

  it("shows abandoned regions, and what was found in those that answer again", () => {
    const region = "us-east-1";
    const nothing = { region, databases: [], fenced: null };
    const abandoned = [
      { ...nothing, answers: null },
      { ...nothing, answers: false },
      { ...nothing, answers: true },
      { region, answers: true, databases: ["db-g1"], fenced: true },
      { region, answers: true, databases: ["db-g1"], fenced: false },
      { ...nothing, answers: true, databases: "AccessDenied" },
    ];
    const text = renderStatus({
      declaredActive: "us-west-1",
      live: null,
      lost: [],
      unanswered: ["us-east-2 does not answer"],
      objectCopies: [],
      abandoned,
      run: null,
      stacks: [],
    });
    expect(text.split("\n").slice(1, -1)).to.deep.equal([
      "us-east-2 does not answer",
      "abandoned: us-east-1: lost, not called",
      "abandoned: us-east-1: does not answer",
      "abandoned: us-east-1: answers, and has no database",
      "abandoned: us-east-1: answers, and has db-g1, which is fenced; docs/lost-region.md has what to do with it",
      "abandoned: us-east-1: answers, and has db-g1, which is not fenced yet: the active region's controller fences it within a minute",
      "abandoned: us-east-1: answers; its databases are unknown: AccessDenied",
    ]);
  });

  it("needs no Pulumi with an earlier output", async () => {
    const files = join(temporaryFolder("status"), "status.json");
    writeFileSync(
      files,
      JSON.stringify({ stacks: [{ stack: "prod", region: "us-east-1", resources: 7, outputs: {} }] }),
    );
    const environment = { ...process.env };
    // Nothing listens there, and there is no Pulumi on this path: the lease is reported as unknown.
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      PATH: "/nonexistent",
    });
    try {
      const { stdout, exitCode } = await runCli("status", "--outputs", files, "--json");
      const shown = JSON.parse(stdout);
      expect(shown.stacks[0]).to.include({ stack: "prod", resources: 7 });
      expect(shown.live).to.match(/the live active region is unknown/);
      expect(exitCode).to.equal(0);
    } finally {
      process.env = environment;
    }
  });
});
