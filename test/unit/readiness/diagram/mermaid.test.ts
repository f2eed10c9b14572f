import { expect } from "chai";
import { renderMermaid } from "../../../../readiness/diagram/mermaid";
import { reportOf } from "../../../support/report";

describe("renderMermaid", () => {
  it("draws every group and path as a flowchart", async () => {
    const { diagram } = await reportOf();
    const lines = renderMermaid(diagram).split("\n");
    expect(lines[1]).to.equal("flowchart TB");
    expect(lines.filter((line) => line.startsWith("  subgraph "))).to.have.length(diagram.groups.length - 1);
    expect(lines.filter((line) => / (==>|-->|-\.->)/.test(line))).to.have.length(diagram.paths.length);
    expect(lines).to.include('    n_us_west_1_database["Database<br/>Multi-AZ · replica"]');
  });

  it("has only parts that a path connects, which keeps it readable at the width of a page", async () => {
    const { diagram } = await reportOf();
    const text = renderMermaid(diagram);
    expect(text).to.include("n_us_east_1_database[").and.not.include("n_us_east_1_foundation[");
    expect(text).to.not.include('|"control"|');
  });
});
