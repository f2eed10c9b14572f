import { expect } from "chai";
import { evaluate } from "../../../policy/evaluate";
import { containers } from "../../support/containers";
import { inventoryOf } from "../../support/report";

/** Findings of standby-capacity on the tiers on Fargate, after changes of the standby's inputs by type. */
async function findings(changes: Readonly<Record<string, object>>, parameters: object = {}) {
  const inventory = (await inventoryOf(containers)).mapped((item) =>
    item.role === "standby" && changes[item.type]
      ? { ...item, inputs: { ...item.inputs, ...changes[item.type] } }
      : item,
  );
  const { violations } = evaluate(inventory, { "standby-capacity": { enforcementLevel: "mandatory", ...parameters } });
  return violations.filter(({ policy }) => policy === "standby-capacity").map(({ message }) => message);
}

const TARGET = "aws:appautoscaling/target:Target";

describe("standby-capacity on services", () => {
  it("accepts a standby that runs fewer tasks and can run as many", async () => {
    expect(await findings({})).to.deep.equal([]);
  });

  it("finds a maximum below the active region's number of tasks", async () => {
    const message = "maxCapacity is 3, the active service runs 4";
    expect(await findings({ [TARGET]: { maxCapacity: 3 } })).to.deep.equal([message, message]);
  });

  it("finds a standby without tasks, unless it is declared as a pilot light", async () => {
    const empty = { [TARGET]: { minCapacity: 0 } };
    expect(await findings(empty)).to.deep.equal(["minCapacity is 0", "minCapacity is 0"]);
    expect(await findings(empty, { pilotLight: true })).to.deep.equal([]);
  });
});
