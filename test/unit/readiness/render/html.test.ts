import { expect } from "chai";
import { drawDiagram } from "../../../../readiness/diagram/draw";
import type { Report } from "../../../../readiness/document";
import { renderHtml } from "../../../../readiness/render/html";
import { reportOf, worstReport } from "../../../support/report";

async function pageOf(report: Report, base = ""): Promise<string> {
  return renderHtml(report, { svg: await drawDiagram(report.diagram), base });
}

describe("renderHtml", () => {
  it("needs no scripts and no external resources", async () => {
    expect(await pageOf(await reportOf())).to.not.match(/<script|<link|src=|@import|url\((?!#)/);
  });

  it("links only to ids that exist, each of them once", async () => {
    const html = await pageOf(await reportOf());
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it("links to the policy catalogue relative to the project", async () => {
    expect(await pageOf(await reportOf(), "../")).to.include('href="../policy/RULES.md#rds-instance-multi-az"');
  });

  it("states the worst results in words", async () => {
    const html = await pageOf(await worstReport());
    for (const text of [
      "cannot be met",
      "no recovery possible",
      "everything",
      "missing: a control",
      "not explained by the configuration",
    ]) {
      expect(html).to.include(text);
    }
  });
});
