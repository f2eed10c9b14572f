import { expect } from "chai";
import { costSection } from "../../../../../readiness/render/sections/cost";
import { reportOf } from "../../../../support/report";

describe("costSection", () => {
  it("has a column for each location and a row for each service", async () => {
    const report = await reportOf();
    const { html } = costSection(report);
    for (const { location } of report.cost.locations) expect(html).to.match(new RegExp(`<th[^>]*>${location}`));
    for (const { service } of report.cost.lines) expect(html).to.include(`<div>${service}</div>`);
  });

  it("shows a price that is not in the table as unknown", async () => {
    expect(costSection(await reportOf()).html)
      .to.include("unknown")
      .and.include("no price in the table");
  });
});
