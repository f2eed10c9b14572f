import { expect } from "chai";
import { renderFindings } from "../../../../cli/terminal/findings";

describe("cli/terminal/findings", () => {
  const findings = [
    { check: "lease", state: "ok", detail: "epoch 1" },
    { check: "certificate", state: "failed", detail: "ends in 3 days" },
    { check: "zones", state: "unknown", detail: "no permission" },
  ] as const;

  it("renders a table, and how many checks failed or were not decided", () => {
    expect(renderFindings({ to: "us-west-1", findings })).to.equal(
      [
        "failover to us-west-1:",
        "  lease        ok       epoch 1",
        "  certificate  failed   ends in 3 days",
        "  zones        unknown  no permission",
        "1 of 3 checks failed, 1 not decided",
      ].join("\n"),
    );
    expect(renderFindings({ to: "us-west-1", findings: findings.slice(0, 1) })).to.match(/\nno check failed$/);
  });
});
