import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { FailbackResult, FailoverEvent } from "../../../../automation";
import { readDeployment } from "../../../../automation/deployment";
import { Run } from "../../../../automation/run";
import { carryOut } from "../../../../automation/runs/carry-out";
import type { RunFlags } from "../../../../cli/options";
import { runFailover } from "../../../../cli/terminal/run-failover";
import type { Mode } from "../../../../failover/protocol/types";
import type { Summary } from "../../../../failover/run/summary";
import { useDeployedProject, userErrorOf, withoutTerminal } from "../../../support/deployed-project";
import { inMemoryPorts, surroundingsOf } from "../../../support/in-memory-ports";
import { captured } from "../../../support/run-cli";

describe("cli/terminal/run-failover", () => {
  const files = useDeployedProject();
  withoutTerminal();

  const flagsWith = (flags: Partial<RunFlags>): RunFlags => ({
    project: files.project,
    outputs: files.outputs,
    yes: true,
    ...flags,
  });

  function run(mode: Mode, flags: Partial<RunFlags> = {}, made = inMemoryPorts("us-east-1", "us-west-1")) {
    const start = (options: object) =>
      new Run(async (emit: (event: FailoverEvent) => void) => {
        const system = await readDeployment({ project: files.project, outputs: files.outputs });
        return carryOut(system, mode, { ...options, to: "us-west-1" }, emit, surroundingsOf(made));
      });
    return captured(() => runFailover(start, flagsWith(flags)));
  }

  it("prints the plan and each step on standard error, and a table on standard output", async () => {
    const { stdout, stderr, exitCode } = await run("failover");
    expect(exitCode).to.equal(0);
    expect(stderr).to.match(/^failover from us-east-1 to us-west-1: run \S+, epoch 1 → 2\n/);
    expect(stderr).to.include("IRREVERSIBLE");
    expect(stderr).to.match(/\[ +\d+\.\d s\] promote: promote the target's database\n/);
    expect(stderr).to.match(
      /\[ +\d+\.\d s\] promote: done after \d+\.\d s: the database of us-west-1 has taken a write/,
    );
    expect(stdout).to.match(/^failover from us-east-1 to us-west-1: done \(run \S+, epoch 2\)\n/);
    expect(stdout).to.match(/\n {2}verify +done +\d+\.\d s {2}a write and its read went through the edge to us-west-1/);
  });

  it("prints the two lines for the configuration, and writes them only with --write", async () => {
    const shown = await run("failover");
    expect(shown.stderr).to.include("redoubt:activeRegion: us-west-1\n  redoubt:quarantined: { value: [us-east-1] }");
    expect(files.text()).to.equal(readFileSync("Pulumi.yaml", "utf8"));
    await run("failover", { write: true });
    expect(files.config()).to.deep.include({ activeRegion: "us-west-1", quarantined: ["us-east-1"] });
  });

  it("does not write the lines when another run has changed the lease", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    const { verify } = { verify: made.ports.notifications.notify };
    made.ports.notifications.notify = async (message) => {
      await verify(message);
      made.world.lease = { ...made.world.lease, active: "eu-west-1" };
    };
    const { stderr } = await run("failover", { write: true }, made);
    expect(stderr).to.include("not written: by the lease eu-west-1 is active now; see redoubt status");
    expect(files.text()).to.equal(readFileSync("Pulumi.yaml", "utf8"));
  });

  it("prints one JSON document with --json", async () => {
    const { stdout } = await run("switchover", { json: true });
    const summary = JSON.parse(stdout) as Summary;
    expect(summary).to.include({ mode: "switchover", to: "us-west-1", outcome: "done", next: null });
    expect(summary.steps.map(({ step }) => step)).to.include.members(["hold-writes", "catch-up", "promote", "verify"]);
  });

  it("prints no lines for the configuration after a rehearsal", async () => {
    const { stdout, stderr, exitCode } = await run("rehearse");
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^rehearse from us-east-1 to us-west-1: done/);
    expect(stderr).not.to.include("redoubt:activeRegion");
  });

  it("exits with 1 after a failed run, and prints the command that continues it", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.database.write = () => Promise.reject(new Error("read-only"));
    const { stdout, exitCode } = await run("failover", {}, made);
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/next: redoubt failover --to us-west-1\n$/);
    made.ports.database.write = async () => {};
    const resumed = await run("failover", {}, made);
    expect(resumed.exitCode).to.equal(0);
    expect(resumed.stderr).to.include("resumed: completed steps are not repeated");
  });

  it("changes nothing without --yes when nobody can type the region's name", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    expect(await userErrorOf(() => run("failover", { yes: false }, made))).to.match(/confirm with --yes$/);
    expect(made.world.lease.epoch).to.equal(1);
  });

  describe("after a prepared rebuild", () => {
    const result: FailbackResult = {
      kind: "rebuild-prepared",
      region: "us-east-1",
      databaseIdentifier: "tier-database-us-east-1-g1",
      generation: 2,
    };
    const finish = (flags: Partial<RunFlags>) =>
      captured(() => runFailover(() => new Run<FailbackResult, FailoverEvent>(async () => result), flagsWith(flags)));

    it("prints the next commands, and leaves the file unchanged", async () => {
      expect((await finish({})).stdout).to.equal("next: redoubt up, then redoubt failback --to us-east-1\n");
      expect(files.text()).to.equal(readFileSync("Pulumi.yaml", "utf8"));
    });

    it("records the rebuild with --write", async () => {
      const { stdout } = await finish({ write: true, json: true });
      expect(JSON.parse(stdout)).to.deep.equal({
        rebuild: "us-east-1",
        databaseIdentifier: "tier-database-us-east-1-g1",
        generation: 2,
        written: true,
        next: "redoubt up, then redoubt failback --to us-east-1",
      });
      expect(files.config().regions["us-east-1"]?.database.generation).to.equal(2);
    });
  });
});
