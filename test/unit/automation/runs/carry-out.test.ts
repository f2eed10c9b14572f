import { expect } from "chai";
import type { FailoverEvent, FailoverOptions } from "../../../../automation";
import { readDeployment } from "../../../../automation/deployment";
import { carryOut } from "../../../../automation/runs/carry-out";
import type { RunSurroundings } from "../../../../automation/runs/ports";
import { InvalidCredentials } from "../../../../failover/protocol/ports";
import type { Mode } from "../../../../failover/protocol/types";
import { execute } from "../../../../failover/run/execute";
import { useDeployedProject, userErrorOf } from "../../../support/deployed-project";
import { inMemoryPorts, surroundingsOf } from "../../../support/in-memory-ports";

describe("automation/runs/carry-out", () => {
  const files = useDeployedProject();

  async function run(
    mode: Mode,
    made = inMemoryPorts("us-east-1", "us-west-1"),
    options: Partial<FailoverOptions> = {},
    checkCredentials = async () => {},
    surroundings: Partial<RunSurroundings> = {},
  ) {
    const system = await readDeployment({ project: files.project, outputs: files.outputs });
    const events: FailoverEvent[] = [];
    const emit = (event: FailoverEvent) => events.push(event);
    const result = await carryOut(system, mode, { to: "us-west-1", ...options }, emit, {
      ...surroundingsOf(made),
      checkCredentials,
      ...surroundings,
    });
    return { ...result, events };
  }

  it("emits the plan first and then the steps", async () => {
    const { events, summary } = await run("failover");
    const [planned, driver, ...steps] = events;
    expect(driver?.kind).to.equal("driver");
    expect(planned?.kind === "planned" && planned.change).to.deep.include({ region: "us-west-1", resumed: false });
    expect(planned?.kind === "planned" && planned.change.lines.join("\n")).to.include("IRREVERSIBLE");
    const done = steps.flatMap((event) => (event.kind === "step" && event.state === "done" ? [event.step] : []));
    expect(done).to.include.members(["acquire-lease", "promote", "switch-edge", "verify"]);
    expect(summary).to.include({ outcome: "done", from: "us-east-1", to: "us-west-1", epoch: 2 });
  });

  it("returns the configuration to record, with the former primary in quarantine", async () => {
    const { configuration, liveActive } = await run("failover");
    expect(configuration).to.deep.equal({ activeRegion: "us-west-1", quarantined: ["us-east-1"] });
    expect(liveActive).to.equal("us-west-1");
  });

  it("changes nothing in a rehearsal, and returns no configuration", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    const { summary, configuration } = await run("rehearse", made);
    expect([summary.outcome, configuration]).to.deep.equal(["done", undefined]);
    expect(made.world.lease).to.include({ active: "us-east-1", epoch: 1 });
  });

  it("records the operator, or the given name, in the journal", async () => {
    const recorded = async (options: Partial<FailoverOptions>) => {
      const made = inMemoryPorts("us-east-1", "us-west-1");
      await run("rehearse", made, options);
      return [...made.world.runs.values()].map(({ plan }) => plan.by);
    };
    expect((await recorded({})).join()).to.match(/^operator \S+$/);
    expect(await recorded({ by: "nightly rehearsal" })).to.deep.equal(["nightly rehearsal"]);
  });

  it("records a number where the user has no name, as in a container, and carries the run out", async () => {
    const os = require("node:os") as { userInfo: unknown };
    const { userInfo } = os;
    const { USER } = process.env;
    os.userInfo = () => {
      throw new Error("A system error occurred: uv_os_get_passwd returned ENOENT");
    };
    delete process.env.USER;
    try {
      const made = inMemoryPorts("us-east-1", "us-west-1");
      await run("rehearse", made);
      const [recorded] = [...made.world.runs.values()];
      expect(recorded?.plan.by).to.match(/^operator with user id \d+$/);
    } finally {
      os.userInfo = userInfo;
      if (USER !== undefined) process.env.USER = USER;
    }
  });

  it("changes nothing when the confirmation rejects", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    const confirm = () => Promise.reject(new Error("not today"));
    const error = await run("failover", made, { confirm }).catch((reason: Error) => reason);
    expect(error).to.have.property("message", "not today");
    expect(made.world.lease.epoch).to.equal(1);
    expect(made.world.runs.size).to.equal(0);
  });

  it("reports the promotion gate's refusal with the alternatives, before the confirmation", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.world.acknowledged = undefined;
    const confirm = () => Promise.reject(new Error("must not be called"));
    expect(await userErrorOf(() => run("failover", made, { confirm }))).to.match(
      /^refused: no beat of us-east-1 was ever recorded.*\nto accept the loss, name the region again: --force us-west-1$/s,
    );
    expect((await run("failover", made, { force: "us-west-1" })).summary.outcome).to.equal("done");
    const stale = inMemoryPorts("us-east-1", "us-west-1");
    stale.world.database = { ...stale.world.database, source: "us-east-2" };
    expect(await userErrorOf(() => run("switchover", stale, { confirm }))).to.match(
      /if its database must be rebuilt first, run redoubt failback --to us-west-1\n.*; us-east-1 stays active$/,
    );
  });

  it("continues a run that failed", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.database.write = () => Promise.reject(new Error("read-only"));
    const failed = await run("failover", made);
    expect(failed.summary).to.include({ outcome: "failed", next: "redoubt failover --to us-west-1" });
    expect(failed.configuration).to.equal(undefined);
    made.ports.database.write = async () => {};
    const resumed = await run("failover", made);
    expect(resumed.events[0]).to.have.nested.property("change.resumed", true);
    expect(resumed.summary.outcome).to.equal("done");
  });

  it("says that nothing was changed when the run cannot be planned", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.lease.read = () => Promise.reject(new Error("no region answered"));
    expect(await userErrorOf(() => run("failover", made))).to.equal("nothing was changed: no region answered");
  });

  it("reports invalid credentials before it reads anything", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.lease.read = () => Promise.reject(new Error("must not be called"));
    const expired = new InvalidCredentials(Object.assign(new Error("it is expired"), { name: "ExpiredToken" }));
    expect(await userErrorOf(() => run("failover", made, {}, () => Promise.reject(expired)))).to.equal(
      "nothing was changed: credentials: ExpiredToken: it is expired; sign in again or renew the keys, then run the same command again",
    );
  });

  it("has the controller carry the run out, and follows its journal", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    const controller = {
      start: async (run: string) => {
        const plan = made.world.runs.get(run)?.plan;
        if (plan) void execute(made.ports, plan);
        return "arn:execution";
      },
      ended: async () => (made.world.edge.epoch === 2 && made.world.told.length > 0 ? { succeeded: true } : undefined),
    };
    const { events, summary, configuration } = await run("failover", made, {}, undefined, {
      controller: () => controller,
    });
    expect(events[1]).to.deep.equal({ kind: "driver", by: "controller", detail: "arn:execution" });
    expect(
      events.flatMap((event) => (event.kind === "step" ? [`${event.step} ${event.state}`] : [])),
    ).to.include.members(["promote running", "promote done"]);
    expect(summary.outcome).to.equal("done");
    expect(configuration?.activeRegion).to.equal("us-west-1");
  });

  describe("when the region that a failover leaves is not lost", () => {
    const alive =
      "the database of us-east-1 acknowledged a beat 5 s ago; redoubt switchover --to us-west-1 loses nothing";
    const lines = async (mode: Mode, beatAt: number, options: Partial<FailoverOptions> = {}) => {
      const made = inMemoryPorts("us-east-1", "us-west-1");
      await made.ports.clock.sleep(220_000);
      made.world.acknowledged = { epoch: 1, at: beatAt };
      made.world.replayed = { epoch: 1, at: beatAt, readAt: beatAt };
      const [planned] = (await run(mode, made, options)).events;
      return planned?.kind === "planned" ? planned.change.lines.filter((line) => /^(ALIVE|GATE)/.test(line)) : [];
    };

    it("refuses, and offers a switchover", async () => {
      expect(await userErrorOf(() => lines("failover", 215_000))).to.equal(
        `refused: ${alive}\nto accept the loss, name the region again: --force us-west-1`,
      );
      expect(await lines("failover", 215_000, { force: "us-west-1" })).to.include(`ALIVE: ${alive}`);
      expect(await lines("failover", 130_000)).to.have.length(1);
      expect(await lines("switchover", 215_000)).to.deep.equal([]);
    });

    it("fails over without force when only the database is lost, and says so; not when only the sentinel stopped", async () => {
      const made = inMemoryPorts("us-east-1", "us-west-1");
      made.world.lease = { ...made.world.lease, renewedAt: 30_000 };
      await made.ports.clock.sleep(31_000);
      expect(await userErrorOf(() => run("failover", made))).to.match(
        /^refused: .*: 130 s would be lost; hosts .* sentinel .*, over the limit of 60 s\nto accept the loss,/,
      );
      const beat = { epoch: 1, at: -100_000 };
      made.world.acknowledged = { ...beat, failed: { since: -95_000, at: 29_000 } };
      const { events, summary } = await run("failover", made);
      expect(summary.outcome).to.equal("done");
      const [planned] = events;
      const shown = planned?.kind === "planned" ? planned.change.lines.find((line) => line.startsWith("GATE")) : "";
      expect(shown).to.match(
        /^GATE: the database of us-east-1 is lost while its hosts renew the lease: .*: 5 s would be lost$/,
      );
    });
  });

  it("carries the run out in this process where the controller cannot be reached, says so, and notifies of a failure", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.database.write = () => Promise.reject(new Error("read-only"));
    const { events, summary } = await run("failover", made);
    expect(events[1]).to.deep.equal({ kind: "driver", by: "process", detail: "Step Functions does not answer" });
    expect(summary.outcome).to.equal("failed");
    expect(made.world.told).to.deep.equal(["failover to us-west-1 failed"]);
  });

  it("names the regions of the topology when the target is none of them", async () => {
    expect(await userErrorOf(() => run("failover", undefined, { to: "mars-1" }))).to.equal(
      "--to: got mars-1, which is not in the topology; name one of us-east-1, us-west-1",
    );
  });
});
