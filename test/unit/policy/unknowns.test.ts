import { assert } from "chai";
import { rules } from "../../../policy/all-rules";
import { evaluate } from "../../../policy/evaluate";
import type { ResourceRecord } from "../../../resources/resource";
import { ResourceGraph } from "../../../resources/resource-graph";
import { UNKNOWN_VALUE } from "../../../resources/unknown";
import { regionViolations } from "./region-violations";
import { scannerViolations } from "./scanner-violations";
import { soundSystem } from "./sound-system";
import { recordsOf } from "./stack-builder";

const violations = Object.entries({ ...scannerViolations, ...regionViolations });

/** The record with one of its inputs not known, and coming from nothing in view. */
function withUnknown(record: ResourceRecord, property: string): ResourceRecord {
  const { [property]: _, ...propertyDependencies } = record.propertyDependencies;
  return { ...record, inputs: { ...record.inputs, [property]: UNKNOWN_VALUE }, propertyDependencies };
}

describe("an unknown value", () => {
  for (const [name, changes] of violations) {
    it(`never turns a violation of ${name} into a pass`, () => {
      const records = recordsOf(changes.reduce((changed, change) => change(changed), soundSystem()));
      const alone = { all: "disabled" as const, [name]: { enforcementLevel: "mandatory" as const } };
      const found = evaluate(new ResourceGraph(records), alone).violations.find(({ policy }) => policy === name);
      const broken = records.find(({ urn }) => urn === found?.urn);
      if (!broken) return;
      for (const property of Object.keys(broken.inputs)) {
        const others = records.map((record) => (record === broken ? withUnknown(record, property) : record));
        const { violations: still, undecided } = evaluate(new ResourceGraph(others), alone);
        const said = [...still, ...undecided].some(({ policy, urn }) => policy === name && urn === broken.urn);
        assert.isTrue(said, `${name} passes ${broken.name} where ${property} is unknown`);
      }
    });
  }

  it("needs no dependencies for a rule that checks the resource alone", () => {
    const alone = rules.filter(({ scope }) => scope === "resource").map(({ name }) => name);
    const records = recordsOf(soundSystem()).map((record) => ({ ...record, propertyDependencies: {} }));
    const { undecided } = evaluate(new ResourceGraph(records));
    assert.deepEqual(
      undecided.filter(({ policy }) => alone.includes(policy)),
      [],
    );
  });
});
