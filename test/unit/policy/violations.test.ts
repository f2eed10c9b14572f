import { assert } from "chai";
import { rules } from "../../../policy/all-rules";
import type { PolicyConfiguration } from "../../../policy/config";
import { evaluate } from "../../../policy/evaluate";
import { ResourceGraph } from "../../../resources/resource-graph";
import type { Change } from "./changes";
import { regionViolations } from "./region-violations";
import { scannerViolations } from "./scanner-violations";
import { soundSystem } from "./sound-system";
import { recordsOf } from "./stack-builder";

const violations: Readonly<Record<string, readonly Change[]>> = { ...scannerViolations, ...regionViolations };

/** Rules that demand more of the same: what breaks the rule breaks these by definition, so they are off in its test. */
const stricter: Readonly<Record<string, readonly string[]>> = {
  "dynamodb-encryption": ["dynamodb-customer-managed-key"],
  "iam-no-admin-statements": ["iam-no-star-actions"],
  "lb-behind-waf": ["lb-internal"],
  "rds-backup-enabled": ["rds-backup-retention"],
  "sg-no-open-admin-ports": ["sg-no-open-ingress"],
  "sg-no-open-http": ["sg-no-open-ingress", "sg-no-http-ingress"],
  "sns-topic-encrypted": ["sns-topic-customer-managed-key"],
};

/** Rules that ask for nothing until they are configured. */
const configured: PolicyConfiguration = { "vpc-endpoint-present": { services: ["kms"] } };

function evaluated(changes: readonly Change[], configuration: PolicyConfiguration = {}) {
  const system = changes.reduce((changed, change) => change(changed), soundSystem());
  return evaluate(new ResourceGraph(recordsOf(system)), configuration);
}

describe("policy rules", () => {
  it("report nothing for a sound system whose outputs are unknown", () => {
    const { violations: found, undecided } = evaluated([]);
    assert.deepEqual(found, []);
    assert.deepEqual(undecided, []);
  });

  it("each have a stack that violates it", () => {
    assert.deepEqual(Object.keys(violations).sort(), rules.map((rule) => rule.name).sort());
  });

  for (const [name, changes] of Object.entries(violations)) {
    it(`${name} is the only rule that its broken system violates`, () => {
      const off = Object.fromEntries((stricter[name] ?? []).map((other) => [other, "disabled" as const]));
      const found = evaluated(changes, { ...off, ...(configured[name] && { [name]: configured[name] }) }).violations;
      assert.deepEqual([...new Set(found.map(({ policy }) => policy))], [name], JSON.stringify(found, null, 2));
    });
  }
});
