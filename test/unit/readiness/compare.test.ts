import { expect } from "chai";
import { compareReports } from "../../../readiness/compare";
import { reportOf } from "../../support/report";

describe("compareReports", () => {
  it("lists the changes of each section", async () => {
    const before = await reportOf();
    const after = await reportOf({ trigger: "automatic", network: { standbyNat: "single" } });
    const changes = compareReports(before, after);
    const sections = new Set(changes.map(({ section }) => section));
    expect([...sections]).to.include.members(["recovery budget", "failures", "cost", "parity"]);
    const decision = changes.find(({ item }) => item === "decide to fail over");
    expect(decision).to.include({ before: "15 min", after: "0 min" });
  });

  it("is empty for equal reports", async () => {
    const report = await reportOf();
    expect(compareReports(report, report)).to.deep.equal([]);
  });

  it("marks what only one report has as absent", async () => {
    const before = await reportOf();
    const changes = compareReports(before, { ...before, failures: before.failures.slice(1) });
    expect(changes.map(({ after }) => after)).to.include("absent");
  });
});
