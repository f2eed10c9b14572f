import { expect } from "chai";
import fc from "fast-check";
import { judge, recoveryBudget } from "../../../../readiness/budget/budget";
import { dataLoss } from "../../../../readiness/budget/data-loss";
import { type RecoverySettings, recoverySettings } from "../../../../readiness/budget/settings";
import { objectiveMissed } from "../../../../readiness/report";
import type { ResourceGraph } from "../../../../resources/resource-graph";
import { configOf, inventoryOf, reportOf } from "../../../support/report";

const objective = { rtoMinutes: 60, rpoMinutes: 5 };

function withoutType(inventory: ResourceGraph, pattern: RegExp): ResourceGraph {
  return inventory.without(({ type }) => pattern.test(type));
}

describe("the recovery budget", () => {
  let inventory: ResourceGraph;
  before(async () => {
    inventory = await inventoryOf();
  });

  it("reads its settings from what is registered", () => {
    const settings = recoverySettings(inventory, configOf());
    expect(settings).to.deep.include({ trigger: "manual", decisionMinutes: 15, replication: "replica", routes: true });
    expect(settings.detection).to.deep.equal({ probeSeconds: 60, confirmSeconds: 120, alarmSeconds: 60 });
    expect(settings.capacity).to.deep.equal({ launches: 4, healthSeconds: 10, healthyThreshold: 2 });
    expect(settings.lease.leaseSeconds).to.equal(30);
  });

  it("adds up the machine's own critical path", async () => {
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
    // What the lease makes everybody wait: 40 s told by clocks 1 % apart each way.
    expect(budget.steps.find(({ step }) => step === "expire-lease")?.lowMinutes).to.equal(0.7);
  });

  it("never gets smaller when a setting gets slower", () => {
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
      replication: fc.constantFrom("replica" as const, "backup" as const, "none" as const),
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
      replication: (["none", "backup", "replica"] as const).find((kind) =>
        [one.replication, other.replication].includes(kind),
      ) as RecoverySettings["replication"],
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
        // Nobody notices without a watch: the low figure is then the people's own, and says nothing of detection.
        const watched = (one.detection === null) === (slower(one, other).detection === null);
        return (!watched || atMost(fast.lowMinutes, slow.lowMinutes)) && atMost(fast.highMinutes, slow.highMinutes);
      }),
      { verbose: 1 },
    );
  });

  it("has no bound where nothing watches the active region", () => {
    const blind = inventory.without((item) => inventory.isWithin(item, "redoubt:index:FailoverController"));
    const budget = recoveryBudget(recoverySettings(blind, configOf()), objective, []);
    expect(budget.highMinutes).to.equal(null);
    expect(budget.recoveryTime).to.equal("at risk");
    expect(budget.steps[0]?.source).to.include("people must notice");
  });

  it("asks nobody where the trigger is automatic", () => {
    const settings = recoverySettings(inventory, configOf({ trigger: "automatic" }));
    const decision = recoveryBudget(settings, objective, []).steps.find(({ step }) => step === "decision");
    expect(decision).to.include({ lowMinutes: 0, highMinutes: 0 });
  });

  it("launches nothing for a standby of the active region's size", () => {
    const same = { minimum: 4, desired: 4, maximum: 12 };
    const even = inventory.mapped((item) =>
      item.type === "aws:autoscaling/group:Group"
        ? { ...item, inputs: { ...item.inputs, desiredCapacity: same.desired } }
        : item,
    );
    expect(recoverySettings(even, configOf()).capacity.launches).to.equal(0);
  });

  it("falls back to backups without a replica, and knows no way without both", () => {
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

  it("tells an objective that is met, at risk and missed apart", () => {
    expect([judge(1, 2, 2), judge(1, 3, 2), judge(3, 4, 2)]).to.deep.equal(["met", "at risk", "missed"]);
  });

  it("says how long the promotion may take", async () => {
    const { budget } = await reportOf();
    const others = (budget.highMinutes ?? 0) - 60;
    expect(budget.promotionMinutes).to.be.closeTo(60 - others, 0.2);
    const tight = recoveryBudget(recoverySettings(inventory, configOf()), { rtoMinutes: 20, rpoMinutes: 5 }, []);
    expect(tight.promotionMinutes).to.equal(null);
  });
});

describe("what may be lost", () => {
  it("bounds the database by the promotion gate and objects by time control", async () => {
    const inventory = await inventoryOf();
    expect(dataLoss(inventory, configOf({ database: { lagLimitSeconds: 120 } }))[0]).to.include({
      highMinutes: 5,
      verdict: "met",
    });
    expect(dataLoss(inventory, configOf())[1]).to.include({ store: "objects", highMinutes: 15, verdict: "at risk" });
  });

  it("has no bound for objects without time control, and loses them without a rule", async () => {
    const inventory = await inventoryOf();
    const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
    const untimed = inventory.mapped((item) =>
      item.type === type
        ? {
            ...item,
            inputs: {
              ...item.inputs,
              rules: (item.inputs.rules as object[]).map((rule) => ({ ...rule, destination: {} })),
            },
          }
        : item,
    );
    expect(dataLoss(untimed, configOf())[1]).to.include({ highMinutes: null, verdict: "at risk" });
    const oneWay = inventory.without((item) => item.type === type && item.region === "us-west-1");
    expect(dataLoss(oneWay, configOf())[1]).to.include({ lowMinutes: null, verdict: "missed" });
  });
});
