import { expect } from "chai";
import { drawDiagram } from "../../../../../readiness/diagram/draw";
import { diagramSection } from "../../../../../readiness/render/sections/diagram";
import { reportOf } from "../../../../support/report";

describe("diagramSection", () => {
  it("lists the resources of each part with their key properties", async () => {
    const report = await reportOf();
    const { html } = diagramSection(report, await drawDiagram(report.diagram));
    const parts = report.diagram.parts.filter(({ resources }) => resources.length > 0);
    for (const { id } of parts) expect(html).to.include(`id="part-${id}"`);
    expect(html).to.include("multiAz true");
  });

  it("gives the width at which the diagram is readable, and a switch to it for narrow screens", async () => {
    const report = await reportOf();
    const { html } = diagramSection(report, '<svg viewBox="0 0 1000 500" width="1000" height="500"></svg>');
    expect(html).to.include('style="--readable:680px;max-width:1000px"').and.include('id="full-size"');
  });
});
