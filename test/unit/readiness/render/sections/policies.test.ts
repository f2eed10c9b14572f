import { expect } from "chai";
import { policiesSection } from "../../../../../readiness/render/sections/policies";
import { reportOf } from "../../../../support/report";

describe("policiesSection", () => {
  it("shows violated and undecided rules before the others, with their findings", async () => {
    const report = await reportOf();
    const policies = report.policies.map((policy, index) =>
      index === 3
        ? { ...policy, verdict: "violated" as const, findings: [{ urn: "urn:pulumi:a::b::c::name", message: "why" }] }
        : { ...policy, verdict: "passed" as const },
    );
    const { html } = policiesSection({ ...report, policies }, "../");
    const [attention = "", rest = ""] = html.split("<details>");
    expect(attention).to.include(`${policies.length} rules: 1 violated`).and.include("<code>name</code> why");
    expect(attention).to.include(`href="../policy/RULES.md#${policies[3]?.policy}"`);
    expect(rest).to.include(`${policies.length - 1} rules passed or not applicable`);
  });
});
