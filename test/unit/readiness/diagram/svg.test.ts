import { expect } from "chai";
import { layOut } from "../../../../readiness/diagram/layout";
import { renderSvg } from "../../../../readiness/diagram/svg";
import { reportOf } from "../../../support/report";

describe("renderSvg", () => {
  it("draws every part and path, and escapes labels", async () => {
    const { diagram } = await reportOf();
    const special = { ...diagram, parts: diagram.parts.map((part) => ({ ...part, label: `<${part.label}> & "co"` })) };
    const svg = renderSvg(special, await layOut(special));
    expect(svg).to.include("&lt;Database&gt; &amp; &quot;co&quot;").and.not.include("<Database>");
    expect(svg.match(/<a class="part"/g)).to.have.length(diagram.parts.length - 1);
    expect(svg.match(/<path class="path /g)).to.have.length(diagram.paths.length);
  });
});
