import { expect } from "chai";
import { renderPreviewSummary } from "../../../../cli/terminal/preview-summary";
import { previewed } from "../../../support/preview";

describe("summary of a preview", () => {
  it("fits a screen and the terminal's width", async () => {
    const { stacks } = await previewed();
    const lines = renderPreviewSummary({ stacks, violations: [] }, 60).split("\n");
    expect(lines.length).to.be.lessThan(40);
    expect(lines.filter((line) => line.startsWith("  ") && line.length > 60)).to.deep.equal([]);
    expect(
      lines.some((line) => /^prod \(us-east-1, active\): \d+ resources, no findings, \d+\.\d s$/.test(line)),
    ).to.equal(true);
  });

  it("counts findings of a stack by severity, and lists mandatory ones with their stack", async () => {
    const { stacks } = await previewed();
    const violation = {
      policy: "rule",
      severity: "high",
      message: "is open",
      urn: "urn:pulumi:prod::redoubt::aws:x/y:Z::name",
    } as const;
    const violations = [
      { ...violation, enforcementLevel: "mandatory" },
      { ...violation, enforcementLevel: "advisory", severity: "low" },
    ] as const;
    const text = renderPreviewSummary({ stacks, violations });
    expect(text).to.match(/^prod .* 1 high, 1 low findings, /m);
    expect(text.split("\n").at(-1)).to.equal("mandatory: rule  prod name: is open");
  });
});
