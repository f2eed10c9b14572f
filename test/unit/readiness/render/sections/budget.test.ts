import { expect } from "chai";
import { escapeHtml } from "../../../../../readiness/render/escape-html";
import { budgetSection, promotionNote } from "../../../../../readiness/render/sections/budget";
import { reportOf, worstReport } from "../../../../support/report";

describe("budgetSection", () => {
  it("has a row for each step, and marks parallel ones", async () => {
    const report = await reportOf();
    const { html } = budgetSection(report);
    for (const { title } of report.budget.steps) expect(html).to.include(escapeHtml(title));
    expect(html.match(/in parallel/g)).to.have.length(report.budget.steps.filter(({ critical }) => !critical).length);
  });

  it("has the parts of the estimate for a new standby, with their sources", async () => {
    const report = await reportOf();
    const { html } = budgetSection(report);
    for (const { title, source } of report.newStandby.parts) {
      expect(html).to.include(escapeHtml(title)).and.include(escapeHtml(source));
    }
    expect(html).to.include("at least 8.4 min, without an upper bound").and.include("146.6 per TiB");
  });

  it("shows steps without a bound", async () => {
    expect(budgetSection(await worstReport()).html)
      .to.include("no bound")
      .and.include('class="unbounded"');
  });
});

describe("promotionNote", () => {
  it("states the longest promotion that meets the objective, if there is one", async () => {
    const { budget } = await reportOf();
    expect(promotionNote({ ...budget, promotionMinutes: 12 })).to.include("takes at most 12 min");
    expect(promotionNote({ ...budget, promotionMinutes: null })).to.include("exceeds 60 min");
    expect(promotionNote({ ...budget, promotionMinutes: null, highMinutes: null })).to.equal("");
  });
});
