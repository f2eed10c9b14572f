import { expect } from "chai";
import { dataLoss } from "../../../../readiness/budget/data-loss";
import { configOf, inventoryOf } from "../../../support/report";

describe("dataLoss", () => {
  it("is bounded by the promotion gate for the database and by Replication Time Control for objects", async () => {
    const inventory = await inventoryOf();
    expect(dataLoss(inventory, configOf({ database: { lagLimitSeconds: 120 } }))[0]).to.include({
      highMinutes: 2.8,
      verdict: "met",
    });
    expect(dataLoss(inventory, configOf())[1]).to.include({ store: "objects", highMinutes: 15, verdict: "at risk" });
  });

  it("is unbounded for objects without Replication Time Control, and total without a replication rule", async () => {
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
