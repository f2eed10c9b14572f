import { expect } from "chai";
import { webAclRules } from "../../../../components/edge/web-acl-rules";

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly statement: {
    readonly rateBasedStatement?: object;
    readonly managedRuleGroupStatement?: { readonly name: string; readonly ruleActionOverrides?: object[] };
  };
}

const rulesOf = (oversizedBodies?: "count" | "block") =>
  webAclRules("acl", { requestsPerFiveMinutes: 500, oversizedBodies }).rules as unknown as Rule[];

describe("webAclRules", () => {
  it("limits the rate of an address before any other rule", () => {
    expect(rulesOf()[0]).to.deep.include({
      name: "rate-limit",
      priority: 0,
      statement: { rateBasedStatement: { limit: 500, aggregateKeyType: "IP" } },
    });
  });

  it("gives each rule its own priority", () => {
    expect(rulesOf().map(({ priority }) => priority)).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it("counts bodies over 8 KB by default, because the common rule set would block uploads", () => {
    const overridden = rulesOf().filter(({ statement }) => statement.managedRuleGroupStatement?.ruleActionOverrides);
    expect(overridden.map(({ name }) => name)).to.deep.equal(["common"]);
    expect(overridden[0]?.statement.managedRuleGroupStatement?.ruleActionOverrides).to.deep.equal([
      { name: "SizeRestrictions_BODY", actionToUse: { count: {} } },
    ]);
  });

  it("blocks them where that is configured", () => {
    for (const { statement } of rulesOf("block")) {
      expect(statement.managedRuleGroupStatement?.ruleActionOverrides).to.equal(undefined);
    }
  });
});
