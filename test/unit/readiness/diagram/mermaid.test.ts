import { expect } from "chai";
import { renderMermaid } from "../../../../readiness/diagram/mermaid";
import { reportOf } from "../../../support/report";

describe("renderMermaid", () => {
  it("draws every group and path as a flowchart", async () => {
    const { diagram } = await reportOf();
    const lines = renderMermaid(diagram).split("\n");
    expect(lines[0]).to.equal("flowchart TB");
    expect(lines.filter((line) => line.startsWith("  subgraph "))).to.have.length(diagram.groups.length - 1);
    expect(lines.filter((line) => / (==>|-->|-\.->)/.test(line))).to.have.length(diagram.paths.length);
    expect(lines).to.include('    n_us_west_1_database["Database<br/>Multi-AZ · replica"]');
  });
});
