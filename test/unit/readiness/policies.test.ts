import { readFileSync } from "node:fs";
import { expect } from "chai";
import { rules } from "../../../policy/all-rules";
import { policyVerdicts } from "../../../readiness/policies";
import { previewed } from "../../support/preview";

describe("policyVerdicts", () => {
  it("has a verdict for every rule, with a link to the catalogue", async () => {
    const verdicts = policyVerdicts(await previewed());
    expect(verdicts.map(({ policy }) => policy)).to.deep.equal(rules.map(({ name }) => name));
    const catalogue = readFileSync("policy/RULES.md", "utf8");
    for (const { policy, link } of verdicts) {
      expect(link).to.equal(`policy/RULES.md#${policy}`);
      expect(catalogue, policy).to.match(new RegExp(`^#+ \`?${policy}\`?$`, "m"));
    }
    expect(verdicts.find(({ policy }) => policy === "rds-instance-multi-az")).to.deep.include({
      verdict: "passed",
      evaluated: 2,
    });
  });

  it("distinguishes violated, undecided, suppressed, disabled and not applicable", async () => {
    const { stacks } = await previewed();
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const violating = stacks.map((stack) => ({
      ...stack,
      resources: stack.resources.map((resource) =>
        resource.type === "aws:rds/instance:Instance"
          ? { ...resource, inputs: { ...resource.inputs, multiAz: stack.role === "active" ? false : unknown } }
          : resource,
      ),
    }));
    const verdict = (document: Parameters<typeof policyVerdicts>[0], configuration = {}) =>
      policyVerdicts(document, configuration).find(({ policy }) => policy === "rds-instance-multi-az");
    expect(verdict({ stacks: violating })?.verdict).to.equal("violated");
    expect(verdict({ stacks: violating.filter(({ role }) => role === "standby") })?.verdict).to.equal("undecided");
    const suppressed = verdict(
      { stacks: violating.filter(({ role }) => role === "active") },
      { "rds-instance-multi-az": { suppressions: [{ resource: "*", reason: "a drill" }] } },
    );
    expect(suppressed?.verdict).to.equal("suppressed");
    expect(suppressed?.findings[0]?.message).to.include("a drill");
    expect(verdict({ stacks: violating }, { "rds-instance-multi-az": "disabled" })).to.include({
      verdict: "not applicable",
      enforcementLevel: "disabled",
    });
    expect(verdict({ stacks: [] })?.verdict).to.equal("not applicable");
  });
});
