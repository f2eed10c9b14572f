import { expect } from "chai";
import { alarmSeconds, detectionOf } from "../../../../readiness/budget/detection";
import type { Resource } from "../../../../resources/resource";
import type { ResourceGraph } from "../../../../resources/resource-graph";
import { inventoryOf } from "../../../support/report";

function withSchedule(inventory: ResourceGraph, scheduleExpression: string): ResourceGraph {
  return inventory.mapped((item) =>
    /eventRule|schedule/i.test(item.type) ? { ...item, inputs: { ...item.inputs, scheduleExpression } } : item,
  );
}

describe("detectionOf", () => {
  it("reads probe interval and alarm time from the registered resources", async () => {
    expect(detectionOf(await inventoryOf())).to.deep.equal({ probeSeconds: 60, confirmSeconds: 120, alarmSeconds: 60 });
  });

  it("understands minutes, hours and days, and does not guess other schedules", async () => {
    const inventory = await inventoryOf();
    const probeSeconds = (schedule: string) => detectionOf(withSchedule(inventory, schedule))?.probeSeconds;
    expect(["rate(5 minutes)", "rate(1 hour)", "rate(2 days)", "cron(0 * * * ? *)"].map(probeSeconds)).to.deep.equal([
      ...[300, 3600, 172800, Number.POSITIVE_INFINITY],
    ]);
  });

  it("is null without a schedule in a standby controller", async () => {
    const inventory = (await inventoryOf()).without(({ type }) => /eventRule|schedule/i.test(type));
    expect(detectionOf(inventory)).to.equal(null);
  });
});

describe("alarmSeconds", () => {
  const alarm = (inputs: object) => alarmSeconds({ inputs } as Resource);

  it("multiplies the period by the datapoints to alarm", () => {
    expect(alarm({ period: 60, datapointsToAlarm: 3, evaluationPeriods: 5 })).to.equal(180);
    expect(alarm({ period: 30, evaluationPeriods: 2 })).to.equal(60);
    expect(alarm({ period: 60 })).to.equal(60);
  });
});
