import { expect } from "chai";
import { objectiveMissed } from "../../../readiness/report";
import { configOf, reportOf, worstReport } from "../../support/report";

describe("readinessReport", () => {
  it("contains no secret", async () => {
    expect(JSON.stringify(await reportOf())).to.not.match(/"password","value":(?!"\[secret\]")/);
  });

  it("compares with the configured objective", async () => {
    expect(configOf().objective).to.deep.equal({ rtoMinutes: 60, rpoMinutes: 5, decisionMinutes: 15 });
    expect((await reportOf()).budget.objective).to.deep.equal({ rtoMinutes: 60, rpoMinutes: 5 });
  });
});

describe("objectiveMissed", () => {
  it("is true if the recovery time or the data loss misses the objective", async () => {
    const report = await reportOf();
    expect(objectiveMissed(report)).to.equal(false);
    expect(objectiveMissed(await worstReport())).to.equal(true);
    const dataLoss = report.budget.dataLoss.map((loss) => ({ ...loss, verdict: "missed" as const }));
    expect(objectiveMissed({ budget: { ...report.budget, dataLoss } })).to.equal(true);
  });
});
