import { expect } from "chai";
import fc from "fast-check";
import { compareWithObjective, recoveryBudget } from "../../../../readiness/budget/budget";
import { dataLoss } from "../../../../readiness/budget/data-loss";
import { type RecoverySettings, recoverySettings } from "../../../../readiness/budget/settings";
import { objectiveMissed } from "../../../../readiness/report";
import type { ResourceGraph } from "../../../../resources/resource-graph";
import { configOf, inventoryOf, reportOf } from "../../../support/report";

const objective = { rtoMinutes: 60, rpoMinutes: 5 };

function withoutType(inventory: ResourceGraph, pattern: RegExp): ResourceGraph {
  return inventory.without(({ type }) => pattern.test(type));
}

describe("recoveryBudget", () => {
  let inventory: ResourceGraph;
  before(async () => {
    inventory = await inventoryOf();
  });

  it("adds up the critical path of the failover machine", async () => {
    const { budget } = await reportOf();
    const critical = budget.steps.filter((step) => step.critical);
    const high = critical.reduce((sum, { highMinutes }) => sum + (highMinutes ?? 0), 0);
    expect(high).to.be.closeTo(budget.highMinutes ?? Number.NaN, 0.5);
    expect(critical.map(({ step }) => step)).to.deep.equal([
      ...["detection", "decision", "gate", "acquire-lease", "expire-lease", "promote"],
      ...["open-lease", "switch-edge", "verify"],
    ]);
    expect(budget.steps.map(({ phase }) => phase)).to.include.members([
      ...["detection", "decision", "promotion", "capacity", "storage routes", "edge", "verification"],
    ]);
    for (const { source } of budget.steps) expect(source).to.not.equal("");
    // 30 s of lease and 10 s of write time, measured by clocks that drift by 1 %.
    expect(budget.steps.find(({ step }) => step === "expire-lease")?.lowMinutes).to.equal(0.7);
  });

  it("never gives a smaller figure for a slower setting", () => {
    const seconds = fc.integer({ min: 0, max: 3600 });
    const settings: fc.Arbitrary<RecoverySettings> = fc.record({
      detection: fc.option(fc.record({ probeSeconds: seconds, confirmSeconds: seconds, alarmSeconds: seconds })),
      trigger: fc.constantFrom("automatic" as const, "manual" as const),
      decisionMinutes: fc.integer({ min: 0, max: 120 }),
      lease: fc.record({
        leaseSeconds: fc.integer({ min: 10, max: 300 }),
        renewSeconds: seconds,
        writeSeconds: seconds,
        driftRatio: fc.double({ min: 0, max: 0.5, noNaN: true }),
        onSilence: fc.constantFrom("refuse" as const, "serve" as const),
      }),
      replication: fc.constantFrom("aurora" as const, "replica" as const, "backup" as const, "none" as const),
      headless: fc.constant(false),
      capacity: fc.record({
        launches: fc.nat(50),
        healthSeconds: fc.integer({ min: 0, max: 20 }),
        healthyThreshold: fc.integer({ min: 0, max: 10 }),
      }),
      routes: fc.boolean(),
    });
    const slower = (one: RecoverySettings, other: RecoverySettings): RecoverySettings => ({
      detection:
        one.detection && other.detection
          ? {
              probeSeconds: Math.max(one.detection.probeSeconds, other.detection.probeSeconds),
              confirmSeconds: Math.max(one.detection.confirmSeconds, other.detection.confirmSeconds),
              alarmSeconds: Math.max(one.detection.alarmSeconds, other.detection.alarmSeconds),
            }
          : null,
      trigger: [one.trigger, other.trigger].includes("manual") ? "manual" : "automatic",
      decisionMinutes: Math.max(one.decisionMinutes, other.decisionMinutes),
      lease: {
        ...one.lease,
        leaseSeconds: Math.max(one.lease.leaseSeconds, other.lease.leaseSeconds),
        writeSeconds: Math.max(one.lease.writeSeconds, other.lease.writeSeconds),
        driftRatio: Math.max(one.lease.driftRatio, other.lease.driftRatio),
      },
      replication: (["none", "backup", "replica", "aurora"] as const).find((kind) =>
        [one.replication, other.replication].includes(kind),
      ) as RecoverySettings["replication"],
      headless: false,
      capacity: {
        launches: Math.max(one.capacity.launches, other.capacity.launches),
        healthSeconds: Math.max(one.capacity.healthSeconds, other.capacity.healthSeconds),
        healthyThreshold: Math.max(one.capacity.healthyThreshold, other.capacity.healthyThreshold),
      },
      routes: one.routes || other.routes,
    });
    const atMost = (fast: number | null, slow: number | null) => slow === null || (fast !== null && fast <= slow);
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        const fast = recoveryBudget(one, objective, []);
        const slow = recoveryBudget(slower(one, other), objective, []);
        // Without a failure detector the low figure does not include the detection, so only equal cases are compared.
        const comparable = (one.detection === null) === (slower(one, other).detection === null);
        return (!comparable || atMost(fast.lowMinutes, slow.lowMinutes)) && atMost(fast.highMinutes, slow.highMinutes);
      }),
      { verbose: 1 },
    );
  });

  it("has no upper bound without a failure detector", () => {
    const undetected = inventory.without((item) => inventory.isWithin(item, "redoubt:index:FailoverController"));
    const budget = recoveryBudget(recoverySettings(undetected, configOf()), objective, []);
    expect(budget.highMinutes).to.equal(null);
    expect(budget.recoveryTime).to.equal("at risk");
    expect(budget.steps[0]?.source).to.include("an operator must notice");
  });

  it("needs no decision with an automatic trigger", () => {
    const settings = recoverySettings(inventory, configOf({ trigger: "automatic" }));
    const decision = recoveryBudget(settings, objective, []).steps.find(({ step }) => step === "decision");
    expect(decision).to.include({ lowMinutes: 0, highMinutes: 0 });
  });

  it("restores from backups without a replica, and cannot recover without both", () => {
    const primaries = inventory.mapped((item) =>
      item.type === "aws:rds/instance:Instance"
        ? { ...item, inputs: { ...item.inputs, replicateSourceDb: undefined } }
        : item,
    );
    const restored = recoveryBudget(
      recoverySettings(primaries, configOf()),
      objective,
      dataLoss(primaries, configOf()),
    );
    expect(restored.highMinutes).to.equal(null);
    expect(restored.dataLoss[0]).to.include({ lowMinutes: 5, highMinutes: null, verdict: "at risk" });
    const nothing = withoutType(primaries, /AutomatedBackupsReplication$/);
    const lost = recoveryBudget(recoverySettings(nothing, configOf()), objective, dataLoss(nothing, configOf()));
    expect(lost.lowMinutes).to.equal(null);
    expect(lost.recoveryTime).to.equal("missed");
    expect(objectiveMissed({ budget: lost })).to.equal(true);
  });

  it("compares a range with the objective", () => {
    expect([compareWithObjective(1, 2, 2), compareWithObjective(1, 3, 2), compareWithObjective(3, 4, 2)]).to.deep.equal(
      ["met", "at risk", "missed"],
    );
  });

  it("computes the longest promotion that meets the objective", async () => {
    const { budget } = await reportOf();
    const others = (budget.highMinutes ?? 0) - 60;
    expect(budget.promotionMinutes).to.be.closeTo(60 - others, 0.2);
    const tight = recoveryBudget(recoverySettings(inventory, configOf()), { rtoMinutes: 20, rpoMinutes: 5 }, []);
    expect(tight.promotionMinutes).to.equal(null);
  });
});
