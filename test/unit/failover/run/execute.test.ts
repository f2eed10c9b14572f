import { expect } from "chai";
import { acquiredBy, openedBy } from "../../../../failover/protocol/lease";
import type { FailoverPorts } from "../../../../failover/protocol/ports";
import type { JournalEntry } from "../../../../failover/protocol/types";
import { advance } from "../../../../failover/run/advance";
import { execute } from "../../../../failover/run/execute";
import { command } from "../../../../failover/run/plan";
import { STEPS } from "../../../../failover/steps";
import * as core from "../../../model/core";
import { refusalOf, stage } from "./stage";

describe("failover run", () => {
  it("executes a failover, reports every step, and journals each with its epochs", async () => {
    const { run, world } = stage();
    const { summary, events, plan } = await run({});
    expect(summary).to.include({ outcome: "done", from: "east", to: "west", epoch: 2, next: null });
    expect(world.lease).to.include({ active: "west", epoch: 2, writes: "open", lastWriter: "west", run: plan.run });
    expect(world.store).to.deep.equal({ active: "west", epoch: 2, reads: "pinned", writes: "open" });
    expect(world.routes.region).to.equal("west");
    const journal = [...(world.journal.get(plan.run)?.entries.values() ?? [])];
    const epochs = (step: string, state: string) => {
      const entry = journal.find((found: JournalEntry) => found.step === step && found.state === state);
      return [entry?.epochBefore, entry?.epochAfter];
    };
    expect(epochs("gate", "done")).to.deep.equal([1, 1]);
    expect(epochs("acquire-lease", "done")).to.deep.equal([1, 2]);
    expect(epochs("promote", "started")).to.deep.equal([2, 2]);
    expect(events.filter(({ step }) => step === "promote").map(({ state }) => state)).to.deep.equal([
      "running",
      "pending",
      "pending",
      "done",
    ]);
    const waited = events.find(({ step, state }) => step === "expire-lease" && state === "done");
    expect(waited?.seconds).to.be.at.least(plan.expirySeconds);
    expect(summary.steps.find(({ step }) => step === "promote")).to.include({ state: "done", attempts: 1 });
  });

  it("switches over without loss and comes back after a rebuild", async () => {
    const { run, pass, world } = stage();
    expect((await run({ mode: "switchover" })).summary.outcome).to.equal("done");
    await pass(120);
    world.rebuild("east");
    // The new replica's first beat is not recorded yet, so the newest one is from before: the run waits.
    const { summary, lines, events } = await run({ mode: "switchover", to: "east" });
    expect(lines.at(-1)).to.match(/^WAIT: the gate does not pass yet: .* over the limit of 60 s$/);
    expect(events.filter(({ step, state }) => step === "gate" && state === "pending")).not.to.be.empty;
    expect(summary).to.include({ outcome: "done", epoch: 3 });
    expect(world.lease).to.include({ active: "east", epoch: 3, writes: "open" });
  });

  it("rolls a switchover back whose replica never catches up", async () => {
    const { run, ports, world } = stage();
    const database = { ...ports.database, caughtUp: async () => false };
    const { summary } = await run({ mode: "switchover" }, { ...ports, database });
    expect(summary.outcome).to.equal("rolled-back");
    expect(world.lease).to.include({ active: "east", epoch: 3, writes: "open" });
    expect(world.store).to.deep.equal({ active: "east", epoch: 3, reads: "failover", writes: "open" });
    expect(world.capacity.west.raised).to.equal(false);
    expect(summary.steps.find(({ step }) => step === "catch-up")).to.include({ state: "failed" });
  });

  it("touches nothing when the gate refuses a switchover", async () => {
    const { run, world } = stage({ replication: { behind: 400, stallsAt: null } });
    const { summary } = await run({ mode: "switchover" });
    expect(summary.outcome).to.equal("rolled-back");
    expect(world.lease).to.include({ active: "east", epoch: 1, run: null });
    expect(summary.steps.filter(({ state }) => state === "skipped")).to.have.length(4);
  });

  it("uses its epoch up even if it never took the lease, once it has raised capacity", async () => {
    const { run, ports, world } = stage();
    const fencing = { ...ports.fencing, release: () => Promise.reject(new core.Refused("not now")) };
    const { summary } = await run({ mode: "switchover" }, { ...ports, fencing });
    expect(summary.outcome).to.equal("rolled-back");
    expect(world.lease).to.include({ active: "east", epoch: 3, writes: "open" });
    expect((await run({})).summary).to.include({ outcome: "done", epoch: 4 });
  });

  it("rehearses and leaves everything as it was", async () => {
    const { run, world } = stage();
    const { lease, store, routes } = world;
    expect((await run({ mode: "rehearse" })).summary.outcome).to.equal("done");
    expect(world).to.deep.include({ lease: { ...lease }, store, routes });
    expect(world.capacity.west.raised).to.equal(false);
    expect(world.databases.west.role).to.equal("replica");
  });

  it("resumes where it failed, by the same command", async () => {
    const { run, plan, ports, world } = stage();
    const broken = { ...ports, edge: { ...ports.edge, write: () => Promise.reject(new Error("the store is away")) } };
    const failed = await run({}, broken);
    expect(failed.summary).to.include({ outcome: "failed", next: command({ mode: "failover", to: "west" }) });
    expect(failed.summary.steps.find(({ step }) => step === "switch-edge")?.reason).to.match(
      /^not done after \d+ s: the store/,
    );
    expect(await refusalOf(plan({ mode: "rehearse", to: "south" }))).to.match(
      /^south: the failover to west \(run .*, epoch 2\) has not ended; end it first: redoubt failover --to west/,
    );
    expect(await plan({ mode: "switchover" })).to.include({ resumed: true });
    const resumed = await run({});
    expect(resumed.resumed).to.equal(true);
    expect(resumed.summary).to.include({ outcome: "done", run: failed.summary.run });
    expect(resumed.summary.steps.find(({ step }) => step === "switch-edge")).to.include({ attempts: 2, state: "done" });
    expect(world.store.active).to.equal("west");
  });

  it("replaces a run whose promotion was refused by a forced one, and resumes it otherwise", async () => {
    const { run, plan, ports, pass, settle } = stage({ databaseLoss: { at: 20, lasts: null } });
    await pass(150);
    const promote = () => Promise.reject(new core.Refused("not now"));
    const unforced = await plan({});
    expect(unforced.lines.join()).to.include("the database of east is lost while its hosts renew the lease");
    const refused = await settle(execute({ ...ports, database: { ...ports.database, promote } }, unforced.plan));
    expect(refused.outcome).to.equal("failed");
    expect(await plan({})).to.include({ resumed: true });
    const forced = await run({ force: "west" });
    expect(forced.resumed).to.equal(false);
    expect(forced.summary).to.include({ outcome: "done", from: "east", to: "west", epoch: 3 });
  });

  it("goes back to the last writer without a promotion while nobody wrote since", async () => {
    const { run, ports, world } = stage();
    const broken = {
      ...ports,
      database: { ...ports.database, promote: () => Promise.reject(new core.Refused("not now")) },
    };
    expect((await run({}, broken)).summary.outcome).to.equal("failed");
    expect(world.lease).to.include({ active: "west", epoch: 2, writes: "held", lastWriter: "east" });
    const back = await run({ to: "east" });
    expect(back.summary).to.include({ outcome: "done", from: "west", to: "east", epoch: 3 });
    expect(world.databases.west.role).to.equal("replica");
  });

  it("does not fence its target when an unfinished switchover has released the lease to it", async () => {
    const { run, plan, ports, world } = stage();
    const database = { ...ports.database, caughtUp: async () => false };
    // The lease is released, and the reply is lost each time.
    const lease = {
      ...ports.lease,
      replace: async (...[expected, next]: Parameters<FailoverPorts["lease"]["replace"]>) => {
        await ports.lease.replace(expected, next);
        if (next.epoch === 3) throw new Error("reply lost");
      },
      read: async () => {
        const read = await ports.lease.read();
        if (read.epoch === 3) throw new Error("reply lost");
        return read;
      },
    };
    expect((await run({ mode: "switchover" }, { ...ports, database, lease })).summary.outcome).to.equal("failed");
    expect(world.lease).to.include({ active: "east", epoch: 3, writes: "open" });
    expect((await plan({ to: "east" })).plan).to.include({ from: "west", to: "east", epoch: 4 });
    expect((await run({ to: "east" })).summary.outcome).to.equal("done");
    expect(world.fenced.east).to.equal(false);
  });

  it("stops when another run acquires the lease, and names that run", async () => {
    const { run, ports, world } = stage();
    let other = false;
    const routes = {
      ...ports.routes,
      read: async () => {
        if (!other) world.replaceLease(world.lease, { ...world.lease, epoch: 9, run: "other" });
        other = true;
        return ports.routes.read();
      },
    };
    expect((await run({}, { ...ports, routes })).summary).to.include({ outcome: "superseded", next: "redoubt status" });
  });

  it("releases the lease only if nobody may have written", async () => {
    const { plan, settle, ports, world } = stage();
    const { plan: made } = await plan({ mode: "switchover" });
    const context = { plan: made, ports, known: { "raise-capacity": "done" as const } };
    world.lease = openedBy(made);
    const error = await settle(STEPS["release-lease"].call({ ...context, lease: openedBy(made) })).catch(
      (reason) => reason,
    );
    expect(error).to.be.instanceOf(core.Refused);
    world.lease = acquiredBy(made);
    expect(await settle(STEPS["release-lease"].call({ ...context, lease: acquiredBy(made) }))).to.include({
      state: "done",
      epoch: 3,
    });
    expect(world.lease).to.include({ active: "east", epoch: 3, writes: "open" });
  });

  it("does not promote a database that was rebuilt since the plan, and fails a run that no journal knows", async () => {
    const { plan, settle, ports, world } = stage();
    const { plan: made } = await plan({ force: "west" });
    world.databases.west.generation = 2;
    const summary = await settle(execute(ports, made));
    expect(summary.outcome).to.equal("failed");
    expect(summary.steps[0]?.reason).to.equal("the database of west is west-2, and was west-1 when the plan was made");
    expect(await settle(advance(ports, "unknown", "gate", 0))).to.deep.equal({
      state: "failed",
      reason: "run unknown is in no journal",
    });
  });
});
