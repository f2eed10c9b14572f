import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "chai";
import { rules } from "../../../policy/all-rules";
import { evaluate } from "../../../policy/evaluate";
import { canonicalType, type ResourceRecord } from "../../../resources/resource";
import { ResourceGraph } from "../../../resources/resource-graph";

/** A public scanner's own test case, as Pulumi inputs. */
interface Fixture {
  id: string;
  source: string;
  rule: string;
  control: string;
  type: string;
  name: string;
  props: Record<string, unknown>;
  related?: { type: string; name: string; props: Record<string, unknown> }[];
  expect: "pass" | "fail";
  /** Why the verdict is disputable. */
  peculiar?: string;
}

const file = process.env.POLICY_FIXTURES ?? join(__dirname, "../../../../shared/data/policy-fixtures.json");

/** The identifiers under which a fixture's scanner knows its rule: AWS-0052, CKV_AWS_157, rds-multi-az-support. */
function identifiers(text: string): string[] {
  return text.split(/[\s,]+/).map((word) => word.toLowerCase().replaceAll("_", "-"));
}

const rulesByIdentifier = new Map<string, Set<string>>();
for (const rule of rules) {
  for (const identifier of [rule.name, ...Object.values(rule.frameworks).flat()]) {
    const [key] = identifiers(identifier);
    if (key === undefined) continue;
    rulesByIdentifier.set(key, (rulesByIdentifier.get(key) ?? new Set()).add(rule.name));
  }
}

/** The rules that stand for a fixture's; by its control's name where no identifier is known. */
function mapped({ rule, control }: Fixture): Set<string> {
  const found = [...identifiers(rule), control].flatMap((identifier) => [...(rulesByIdentifier.get(identifier) ?? [])]);
  return new Set(found);
}

function graphOf({ type, name, props, related = [] }: Fixture): ResourceRecord[] {
  return [{ type, name, props }, ...related].map((resource, index) => ({
    urn: `urn:pulumi:fixture::fixture::${resource.type}::${resource.name}-${index}`,
    type: resource.type,
    name: resource.name,
    stack: "fixture",
    region: "us-east-1",
    role: null,
    stackRegion: null,
    parent: null,
    inputs: resource.props,
    dependencies: [],
    propertyDependencies: {},
    protect: false,
  }));
}

/** Whether a mapped rule fires: on the case's resource, or on one of another type beside it. Undecided is not firing. */
function verdict(fixture: Fixture): "pass" | "fail" | "unmapped" {
  const names = mapped(fixture);
  if (names.size === 0) return "unmapped";
  const records = graphOf(fixture);
  const typeOf = new Map(records.map((record) => [record.urn, canonicalType(record.type)]));
  const { violations } = evaluate(new ResourceGraph(records), { all: "mandatory" });
  const fires = violations.some(
    ({ policy, urn }) =>
      names.has(policy) && (urn === records[0]?.urn || typeOf.get(urn) !== canonicalType(fixture.type)),
  );
  return fires ? "fail" : "pass";
}

describe("policy fixtures", () => {
  it("agree with the verdicts of public scanners, 95 % at least of those that are not peculiar", function () {
    if (!existsSync(file)) {
      console.log(`      skipped: ${file} is not there`);
      this.skip();
    }
    const fixtures: Fixture[] = JSON.parse(readFileSync(file, "utf8"));
    const controls = new Map<string, { agree: number; total: number; apart: string[] }>();
    for (const fixture of fixtures) {
      const tally = controls.get(fixture.control) ?? { agree: 0, total: 0, apart: [] };
      controls.set(fixture.control, tally);
      const got = verdict(fixture);
      if (fixture.peculiar !== undefined) continue;
      tally.total++;
      if (got === fixture.expect) tally.agree++;
      else tally.apart.push(`${fixture.id} (${fixture.rule}) expects ${fixture.expect}, got ${got}`);
    }
    let agree = 0;
    let total = 0;
    for (const [control, tally] of [...controls].sort(([a], [b]) => a.localeCompare(b))) {
      console.log(`      ${control}: ${tally.agree} of ${tally.total}`);
      for (const line of tally.apart) console.log(`        ${line}`);
      agree += tally.agree;
      total += tally.total;
    }
    console.log(`      ${agree} of ${total} fixtures agree`);
    assert.isAtLeast(agree / total, 0.95);
  });
});
