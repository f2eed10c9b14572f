import { expect } from "chai";
import { renderMarkdown, rows } from "../../../../readiness/render/markdown";
import { reportOf, worstReport } from "../../../support/report";

describe("renderMarkdown", () => {
  it("has the same number of columns in every row of a table", async () => {
    const lines = renderMarkdown(await reportOf(), "../").split("\n");
    expect(lines[0]).to.equal("# Readiness of redoubt");
    let columns = 0;
    for (const line of lines) {
      const bars = line.startsWith("|") ? line.replaceAll("\\|", "").split("|").length : 0;
      if (columns > 0 && bars > 0) expect(bars, line).to.equal(columns);
      columns = bars;
    }
  });

  it("states the worst results in words", async () => {
    const markdown = renderMarkdown(await worstReport(), "../");
    expect(markdown).to.include("[asg-multi-az](../policy/RULES.md#asg-multi-az)");
    for (const text of ["no recovery possible", "**missing: a control**", "| violated |", "∞"]) {
      expect(markdown).to.include(text);
    }
  });
});

describe("rows", () => {
  it("escapes bars and line breaks", () => {
    expect(rows(["a|b"], [["c\nd"]])).to.equal("| a\\|b |\n| --- |\n| c d |");
  });
});
