import { assert } from "chai";
import { evaluate } from "../../../policy/evaluate";
import type { ResourceRecord } from "../../../resources/resource";
import { ResourceGraph } from "../../../resources/resource-graph";
import { UNKNOWN_VALUE } from "../../../resources/unknown";

function record(type: string, name: string, inputs: Record<string, unknown>, more: Partial<ResourceRecord> = {}) {
  const urn = `urn:pulumi:prod::shop::${type}::${name}`;
  const placed = { stack: "prod", region: "us-east-1", role: null, stackRegion: null, parent: null, protect: false };
  return { urn, type, name, inputs, dependencies: [], propertyDependencies: {}, ...placed, ...more };
}

const instance = "aws:rds/instance:Instance";
const rule = "rds-instance-multi-az";

/** What the pack says of one rule. */
function verdicts(records: ResourceRecord[], policy: string, configuration = {}) {
  const { violations, undecided, suppressed } = evaluate(new ResourceGraph(records), configuration);
  const of = <T extends { policy: string }>(items: T[]) => items.filter((item) => item.policy === policy);
  return { violations: of(violations), undecided: of(undecided), suppressed: of(suppressed) };
}

describe("evaluate", () => {
  it("reports a violation with its rule, level, severity and resource", () => {
    const database = record(instance, "db", { multiAz: false });
    const [violation] = verdicts([database], rule).violations;
    assert.deepInclude(violation, {
      policy: rule,
      enforcementLevel: "mandatory",
      severity: "medium",
      urn: database.urn,
    });
  });

  it("leaves a rule on an unknown value undecided, and names that value", () => {
    const database = record(instance, "db", { multiAz: UNKNOWN_VALUE });
    const { violations, undecided } = verdicts([database], rule);
    assert.isEmpty(violations);
    assert.deepEqual(undecided, [{ policy: rule, urn: database.urn, waitsFor: "multiAz" }]);
  });

  it("takes level and suppressions from the configuration, and reports suppressed violations", () => {
    const databases = [record(instance, "db", {}), record(instance, "scratch", {})];
    const suppressions = [{ resource: "scr*", reason: "rebuilt every night" }];
    const { violations, suppressed } = verdicts(databases, rule, {
      [rule]: { enforcementLevel: "advisory", suppressions },
    });
    assert.deepEqual(
      violations.map(({ urn, enforcementLevel }) => [urn, enforcementLevel]),
      [[databases[0]?.urn, "advisory"]],
    );
    assert.deepEqual(
      suppressed.map(({ urn, reason }) => [urn, reason]),
      [[databases[1]?.urn, "rebuilt every night"]],
    );
  });

  it("refuses a suppression without a reason, an unknown rule and an unknown parameter, all at once", () => {
    const configuration = {
      [rule]: { suppressions: [{ resource: "db" }] },
      "s3-bucket-versioning": { retention: 3 },
      "no-such-rule": "advisory",
    };
    assert.throws(
      () => evaluate(new ResourceGraph([]), configuration as never),
      /no-such-rule(.|\n)*suppressions\.0\.reason|suppressions\.0\.reason(.|\n)*retention/,
    );
  });
});
