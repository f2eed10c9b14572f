import { expect } from "chai";
import { recoverySettings } from "../../../../readiness/budget/settings";
import { containers } from "../../../support/containers";
import { configOf, inventoryOf } from "../../../support/report";

describe("recoverySettings", () => {
  it("reads the settings from the registered resources", async () => {
    const inventory = await inventoryOf();
    const settings = recoverySettings(inventory, configOf());
    expect(settings).to.deep.include({ trigger: "manual", decisionMinutes: 15, replication: "replica", routes: true });
    expect(settings.detection).to.deep.equal({ probeSeconds: 60, confirmSeconds: 120, alarmSeconds: 60 });
    expect(settings.capacity).to.deep.equal({ launches: 4, healthSeconds: 10, healthyThreshold: 2 });
    expect(settings.lease.leaseSeconds).to.equal(30);
  });

  it("counts the tasks that a failover starts, as it counts instances", async () => {
    const settings = recoverySettings(await inventoryOf(containers), configOf(containers));
    expect(settings.capacity).to.deep.equal({ launches: 4, healthSeconds: 10, healthyThreshold: 2 });
  });

  it("launches nothing for a standby of the active region's size", async () => {
    const inventory = await inventoryOf();
    const same = { minimum: 4, desired: 4, maximum: 12 };
    const equal = inventory.mapped((item) =>
      item.type === "aws:autoscaling/group:Group"
        ? { ...item, inputs: { ...item.inputs, desiredCapacity: same.desired } }
        : item,
    );
    expect(recoverySettings(equal, configOf()).capacity.launches).to.equal(0);
  });
});
