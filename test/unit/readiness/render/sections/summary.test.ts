import { expect } from "chai";
import { conclusion, summaryCards } from "../../../../../readiness/render/sections/summary";
import { reportOf, worstReport } from "../../../../support/report";

describe("conclusion", () => {
  it("states whether the loss of the active region is survived, and how", async () => {
    expect(conclusion(await reportOf())).to.match(
      /^Does it survive the loss of us-east-1\? Yes\. Writes are back after an operator starts the failover, in \d/,
    );
    expect(conclusion(await reportOf({ trigger: "automatic" }))).to.include("Writes are back automatically");
    expect(conclusion(await worstReport()))
      .to.include("No. Writes are back only by hand")
      .and.include("Missing: a control");
  });
});

describe("summaryCards", () => {
  it("shows recovery time, data loss, cost, policies and drift", async () => {
    const cards = summaryCards(await reportOf());
    expect([...cards.matchAll(/<div class="name">([^<]+)</g)].map(([, name]) => name)).to.deep.equal([
      ...["Recovery time (writes)", "Data loss, at most: database", "Data loss, at most: objects"],
      ...["Standing cost per month", "Policies", "Drift between regions"],
    ]);
    expect(cards)
      .to.match(/\d+ mandatory/)
      .and.include("as configured");
    expect(summaryCards(await worstReport())).to.include("unexplained");
  });
});
