import { expect } from "chai";
import type { JournalEntry, StepName } from "../../../../failover/protocol/types";
import { advance } from "../../../../failover/run/advance";
import { stage } from "./stage";

describe("one call of a step", () => {
  const entry = (run: string, step: StepName, state: JournalEntry["state"]): JournalEntry => ({
    run,
    step,
    state,
    attempt: 1,
    epochBefore: 2,
    epochAfter: 2,
    at: 0,
    reason: "",
  });

  it("begins no rollback once another process of the run has requested the promotion", async () => {
    const { ports, run, settle, world } = stage();
    const { plan } = await run({ mode: "switchover" });
    const before = world.journal.get(plan.run)?.entries.size;
    expect(await settle(advance(ports, plan.run, "release-lease", 0))).to.deep.equal({
      state: "failed",
      reason: "the promotion was requested meanwhile: run the same command again to continue",
    });
    // An entry would count as a rollback that has begun, after which no step goes forward.
    expect(world.journal.get(plan.run)?.entries.size).to.equal(before);
    expect(world.lease).to.include({ active: "west", writes: "open" });
  });

  it("continues a rollback that began before", async () => {
    const { ports, plan, settle } = stage();
    const { plan: made } = await plan({ mode: "switchover" });
    await settle(ports.journal.begin(made));
    for (const step of ["release-lease", "promote"] as const) {
      await settle(ports.journal.append(entry(made.run, step, "started")));
    }
    expect(await settle(advance(ports, made.run, "release-lease", 0))).to.include({ state: "skipped" });
  });
});
