import { expect } from "chai";
import { bySecond, countRequests, findLost, lossWindows, measureRecovery } from "../../../drill/measure";
import type { Sample } from "../../../drill/testbed/load/outcome";
import type { Mark, StepBar } from "../../../drill/timeline";

const [east, west] = ["us-east-1", "us-west-1"];

function sample(number: number | null, ended: number, more: Partial<Sample> = {}): Sample {
  const kind = number === null ? "read" : "write";
  return { kind, via: "edge", began: ended - 1, ended, outcome: "ok", region: west, number, ...more };
}

describe("findLost", () => {
  it("finds the acknowledged writes that are missing from the ledger, in order", () => {
    const samples = [
      sample(3, 30),
      sample(1, 10),
      sample(2, 20),
      sample(4, 40, { outcome: "unavailable" }),
      sample(null, 50),
    ];
    expect(findLost(samples, new Set([2])).map(({ number }) => number)).to.deep.equal([1, 3]);
  });
});

describe("measureRecovery", () => {
  const fault: Mark = { at: 1000, kind: "fault", text: "lost" };
  const marks: Mark[] = [
    { at: 500, kind: "detected", text: "too early" },
    fault,
    { at: 4000, kind: "detected", text: "" },
    { at: 4250, kind: "decided", text: "" },
  ];
  const bar = (step: string, ended: number, state: StepBar["state"] = "done"): StepBar => {
    return { run: "r", step, began: ended - 10, ended, state, reason: "" };
  };

  it("measures each phase in seconds from the fault, and gives null for a phase that was not reached", () => {
    const steps = [bar("promote", 6000, "failed"), bar("promote", 7000), bar("switch-edge", 7500)];
    const samples = [
      sample(null, 900),
      sample(null, 1500, { region: east }),
      sample(null, 2500),
      sample(9, 8200, { via: "internal" }),
      sample(10, 9000, { outcome: "refused" }),
    ];
    expect(measureRecovery(fault, marks, steps, samples, west)).to.deep.equal({
      detect: 3,
      decide: 3.25,
      promote: 6,
      switch: 6.5,
      firstRead: 1.5,
      firstWrite: null,
    });
  });
});

describe("lossWindows", () => {
  it("reach from shortly before each fault to the promotion after it, and exclude a fault without a promotion", () => {
    const promote = (ended: number, state: StepBar["state"]): StepBar => {
      return { run: "run", step: "promote", began: ended - 100, ended, state, reason: "" };
    };
    const faults = [1000, 50_000].map((at): Mark => ({ at, kind: "fault", text: "" }));
    const steps = [promote(6000, "failed"), promote(7000, "done")];
    expect(lossWindows(faults, steps, 0.5)).to.deep.equal([{ from: 500, until: 7000 }]);
  });
});

describe("countRequests and bySecond", () => {
  it("count requests by kind and outcome, in total and per second in which they began", () => {
    const samples = [sample(1, 500), sample(null, 700), sample(2, 1600, { outcome: "held" })];
    expect(countRequests(samples).write).to.include({ ok: 1, held: 1 });
    const [first, second] = bySecond(samples, 1.7);
    expect(first?.counts.read.ok).to.equal(1);
    expect(second?.counts.write).to.include({ ok: 0, held: 1 });
  });
});
