import { expect } from "chai";
import { strategiesOf } from "../../../../readiness/cost/strategies";
import { configOf, inventoryOf, reportOf } from "../../../support/report";

describe("strategiesOf", () => {
  it("compares pilot light, warm standby and hot standby", async () => {
    const { cost } = await reportOf();
    const [pilot, warm, hot, configured] = cost.strategies;
    expect(cost.strategies.map(({ strategy }) => strategy)).to.deep.equal([
      ...["pilot light", "warm standby", "hot standby", "as configured"],
    ]);
    expect(pilot?.standbyMonthly).to.be.lessThan(warm?.standbyMonthly ?? 0);
    expect(warm?.standbyMonthly).to.be.lessThan(hot?.standbyMonthly ?? 0);
    expect([pilot, warm, hot, configured].map((strategy) => strategy?.launches)).to.deep.equal([8, 4, 0, 4]);
    expect(pilot?.readsMinutes).to.equal(null);
    expect(hot?.readsMinutes).to.equal(0.1);
    expect(configured?.standbyMonthly).to.equal(warm?.standbyMonthly);
  });

  it("serves no reads without a replica or a standby origin", async () => {
    const inventory = await inventoryOf();
    const reads = (reduced: typeof inventory) =>
      new Set(strategiesOf(reduced, configOf()).map((strategy) => strategy.reads));
    const withoutReplica = inventory.without(
      ({ type, role }) => type === "aws:rds/instance:Instance" && role === "standby",
    );
    expect([...reads(withoutReplica)]).to.deep.equal(["not served: no standby region has the data"]);
    const withoutEdge = inventory.without(({ type }) => type === "aws:cloudfront/distribution:Distribution");
    expect([...reads(withoutEdge)]).to.deep.equal(["not served: the edge has one origin"]);
  });
});
