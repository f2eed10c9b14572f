import { expect } from "chai";
import { STEPS } from "../../../../failover/steps";
import { decisionEstimate, detectionEstimate, stepEstimate } from "../../../../readiness/budget/estimates";
import { type RecoverySettings, recoverySettings } from "../../../../readiness/budget/settings";
import { configOf, inventoryOf } from "../../../support/report";

describe("the estimates", () => {
  let settings: RecoverySettings;
  before(async () => {
    settings = recoverySettings(await inventoryOf(), configOf());
  });

  it("bound the detection by two probes and the confirmation", () => {
    const detection = { probeSeconds: 60, confirmSeconds: 120, alarmSeconds: 60 };
    expect(detectionEstimate({ ...settings, detection })).to.include({ low: 120, high: 240 });
    expect(detectionEstimate({ ...settings, detection: null })).to.include({ low: 0, high: Number.POSITIVE_INFINITY });
  });

  it("take the decision from the configuration unless the trigger is automatic", () => {
    expect(decisionEstimate({ ...settings, trigger: "manual", decisionMinutes: 7 })).to.include({
      low: 420,
      high: 420,
    });
    expect(decisionEstimate({ ...settings, trigger: "automatic" })).to.include({ low: 0, high: 0 });
  });

  it("never exceed the timeout of a step", () => {
    for (const step of Object.keys(STEPS) as (keyof typeof STEPS)[]) {
      const { high, source } = stepEstimate(step, settings);
      if (step !== "expire-lease") expect(high, step).to.be.at.most(STEPS[step].timing.timeoutSeconds);
      expect(source, step).to.not.equal("");
    }
  });

  it("know what a promotion needs: a replica, a backup, or neither", () => {
    const promotion = (replication: RecoverySettings["replication"]) =>
      stepEstimate("promote", { ...settings, replication });
    expect(promotion("replica").low).to.equal(180);
    expect(promotion("backup").high).to.equal(Number.POSITIVE_INFINITY);
    expect(promotion("none").low).to.equal(Number.POSITIVE_INFINITY);
  });

  it("need no time for routes without an access point", () => {
    expect(stepEstimate("switch-routes", { ...settings, routes: false })).to.include({ low: 0, high: 0 });
    expect(stepEstimate("switch-routes", { ...settings, routes: true }).high).to.equal(120);
  });
});
