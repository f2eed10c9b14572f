import { expect } from "chai";
import { strategyPlot } from "../../../../readiness/render/strategy-plot";
import { reportOf } from "../../../support/report";

describe("strategyPlot", () => {
  it("draws equal strategies once, and an arrow where there is no upper bound", async () => {
    const { cost } = await reportOf();
    const plot = strategyPlot(cost.strategies);
    expect(plot.match(/<circle/g)).to.have.length(3);
    const unbounded = strategyPlot(cost.strategies.map((strategy) => ({ ...strategy, highMinutes: null })));
    expect(unbounded).to.include('<path class="mark"').and.include("no bound");
    expect(strategyPlot(cost.strategies.map((strategy) => ({ ...strategy, lowMinutes: null })))).to.include(
      "No standby size allows a recovery",
    );
  });
});
