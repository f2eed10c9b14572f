import { expect } from "chai";
import { renderChanges } from "../../../../readiness/render/changes";

describe("renderChanges", () => {
  it("has a table for each section", () => {
    const change = { item: "decide to fail over", before: "15 min", after: "0 min" };
    expect(renderChanges([{ section: "recovery budget", ...change }]))
      .to.include("### Recovery budget")
      .and.include("| decide to fail over | 15 min | 0 min |");
  });

  it("says that nothing changes", () => {
    expect(renderChanges([])).to.equal("## Readiness changes\n\nNone.\n");
  });
});
