import { expect } from "chai";
import fc from "fast-check";
import { FLOWS } from "../../../../failover/protocol/flow";
import {
  attempts,
  decide,
  fold,
  isStale,
  type Knowledge,
  resumed,
  rollsBack,
  type StepState,
} from "../../../../failover/protocol/machine";
import type { JournalEntry, Mode, StepName } from "../../../../failover/protocol/types";
import { STEPS } from "../../../../failover/steps";

const modes = Object.keys(FLOWS) as Mode[];
const stepNames = Object.keys(STEPS) as StepName[];

/** Goes through a flow, every due step ending as `ends` says; gives the steps in the order in which they became due. */
function walk(mode: Mode, ends: Partial<Record<StepName, StepState>> = {}) {
  const known: Knowledge = {};
  const order: StepName[][] = [];
  for (;;) {
    const decision = decide(mode, known);
    if ("outcome" in decision) return { outcome: decision.outcome, order };
    order.push(decision.due);
    for (const step of decision.due) known[step] = ends[step] ?? "done";
  }
}

describe("failover machine", () => {
  it("goes through a failover with everything else beside the critical path", () => {
    expect(walk("failover")).to.deep.equal({
      outcome: "done",
      order: [
        ["gate"],
        ["acquire-lease"],
        ["expire-lease", "fence", "release-fence", "raise-capacity", "switch-routes"],
        ["promote"],
        ["open-lease"],
        ["switch-edge"],
        ["verify"],
        ["notify"],
      ],
    });
  });

  it("opens writes while everything beside the critical path is still running", () => {
    const beside = ["fence", "release-fence", "raise-capacity", "switch-routes"] as const;
    const known: Knowledge = { gate: "done", "acquire-lease": "done" };
    for (const step of beside) known[step] = "running";
    for (const step of ["expire-lease", "promote", "open-lease", "switch-edge", "verify"] as const) {
      expect(decide("failover", known)).to.have.property("due").that.includes(step);
      known[step] = "done";
    }
    expect(decide("failover", known)).to.deep.equal({ due: [...beside] });
  });

  it("confirms a switchover's fence before the last catch-up", () => {
    const { order } = walk("switchover");
    expect(order.flat().indexOf("fence")).to.be.below(order.flat().indexOf("catch-up"));
    expect(walk("switchover", { fence: "failed" }).outcome).to.equal("rolled-back");
  });

  it("passes over a fence and capacity that fail in a failover, but stops where promotion fails", () => {
    expect(walk("failover", { fence: "failed", "raise-capacity": "failed", notify: "failed" }).outcome).to.equal(
      "done",
    );
    const stopped = walk("failover", { promote: "failed" });
    expect(stopped.outcome).to.equal("failed");
    expect(stopped.order.flat()).not.to.include("open-lease");
  });

  it("rolls a switchover back that fails before promotion, and never after", () => {
    for (const step of ["gate", "raise-capacity", "acquire-lease", "hold-writes", "catch-up"] as const) {
      const rolledBack = walk("switchover", { [step]: "failed" });
      expect(rolledBack.outcome, step).to.equal("rolled-back");
      expect(rolledBack.order.flat(), step).to.include.members(["release-lease", "reopen-edge", "restore-capacity"]);
      expect(rolledBack.order.flat(), step).not.to.include("promote");
    }
    for (const step of ["promote", "open-lease", "switch-edge", "verify"] as const) {
      const stopped = walk("switchover", { [step]: "failed" });
      expect(stopped.outcome, step).to.equal("failed");
      expect(stopped.order.flat(), step).not.to.include("release-lease");
    }
    expect(walk("switchover", { gate: "failed", "release-lease": "failed" }).outcome).to.equal("failed");
  });

  it("does not roll a switchover back once a promotion may have been requested", () => {
    expect(decide("switchover", { gate: "failed", promote: "running" })).to.deep.equal({ outcome: "failed" });
  });

  it("distinguishes the notification after a rollback from the one after success", () => {
    expect(rollsBack("switchover", { verify: "done" }, "notify")).to.equal(false);
    expect(rollsBack("switchover", { "release-lease": "done" }, "notify")).to.equal(true);
    expect(rollsBack("switchover", {}, "release-lease")).to.equal(true);
    expect(rollsBack("failover", {}, "promote")).to.equal(false);
  });

  it("continues a failed rollback, in this process or the next", () => {
    const journalled: Knowledge = { gate: "done", "catch-up": "failed", "release-lease": "failed" };
    const known = resumed("switchover", journalled);
    expect(known).to.deep.equal({ gate: "done", "release-lease": "running" });
    expect(decide("switchover", known)).to.deep.equal({ due: ["release-lease"] });
    expect(isStale("switchover", journalled, "catch-up")).to.equal(true);
    expect(isStale("switchover", journalled, "reopen-edge")).to.equal(false);
    expect(isStale("switchover", { gate: "done" }, "catch-up")).to.equal(false);
  });

  it("always rolls a rehearsal back, which promotes and switches nothing", () => {
    for (const ends of [{}, { gate: "failed" }, { "probe-target": "failed" }] as const) {
      const rehearsal = walk("rehearse", ends);
      expect(rehearsal.outcome).to.equal(Object.keys(ends).length === 0 ? "done" : "rolled-back");
      expect(rehearsal.order.flat()).to.include("restore-capacity");
      expect(rehearsal.order.flat()).not.to.include.members(["promote", "acquire-lease", "switch-edge"]);
    }
  });

  it("stops at once where another run has taken over", () => {
    for (const mode of modes) {
      expect(decide(mode, { gate: "superseded" })).to.deep.equal({ outcome: "superseded" });
    }
  });

  it("is total: any knowledge gives due steps that are open, or an outcome", () => {
    const state = fc.constantFrom<StepState>("running", "done", "skipped", "failed", "superseded");
    const knowledge = fc.dictionary(fc.constantFrom(...stepNames), state) as fc.Arbitrary<Knowledge>;
    fc.assert(
      fc.property(fc.constantFrom(...modes), knowledge, (mode, known) => {
        const decision = decide(mode, known);
        if ("outcome" in decision) return;
        expect(decision.due).not.to.have.length(0);
        for (const step of decision.due) expect(known[step]).to.be.oneOf([undefined, "running"]);
      }),
    );
  });

  it("lets no step before promotion be marked irreversible, and gives every step a call that fits its timeout", () => {
    expect(stepNames.filter((name) => STEPS[name].irreversible)).to.deep.equal(["promote"]);
    for (const name of stepNames) {
      const { callSeconds, pollSeconds, timeoutSeconds } = STEPS[name].timing;
      expect(callSeconds, name).to.be.at.most(timeoutSeconds);
      expect(pollSeconds, name).to.be.above(0);
    }
  });
});

describe("journal", () => {
  const entry = (step: StepName, attempt: number, state: JournalEntry["state"]): JournalEntry => ({
    run: "r",
    step,
    attempt,
    state,
    epochBefore: 1,
    epochAfter: 1,
    at: 0,
    reason: "",
  });
  const entries = [
    entry("gate", 1, "started"),
    entry("gate", 1, "failed"),
    entry("gate", 2, "started"),
    entry("gate", 2, "done"),
    entry("fence", 1, "started"),
    entry("fence", 1, "failed"),
    entry("promote", 1, "failed"),
    entry("promote", 2, "started"),
    entry("notify", 2, "failed"),
    entry("notify", 1, "skipped"),
  ];

  it("folds to the same knowledge in any order and however often an entry is repeated", () => {
    const expected = { gate: "done", fence: "failed", promote: "running", notify: "skipped" };
    fc.assert(
      fc.property(fc.shuffledSubarray([...entries, ...entries], { minLength: entries.length * 2 }), (shuffled) => {
        expect(fold(shuffled)).to.deep.equal(expected);
      }),
    );
    expect(attempts(entries, "promote")).to.equal(2);
    expect(attempts(entries, "verify")).to.equal(0);
  });
});
