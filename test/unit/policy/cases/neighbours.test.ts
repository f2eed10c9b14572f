import { assert } from "chai";
import { parseGraph } from "../../../../policy/check/document";
import { allMandatory } from "../../../../policy/config";
import { type Evaluation, evaluate } from "../../../../policy/evaluate";
import { type NeighbourCase, SERVICE_CASES } from "./service-cases";
import { stackExport } from "./stack-export";

function matches(pattern: string, finding: string): boolean {
  const [rule, resource] = pattern.split("@");
  const [policy, name] = finding.split("@");
  return (rule === "*" || rule === policy) && (resource === "*" || resource === name);
}

/** What the findings lack, or have too many of; empty where they are right. */
function wrong(example: NeighbourCase, { violations, undecided }: Evaluation): string[] {
  const found = violations.map(({ policy, urn }) => `${policy}@${urn.split("::").slice(3).join("::")}`);
  const open = new Set(undecided.map(({ policy }) => policy));
  return [
    ...(example.yes ?? [])
      .filter((pattern) => !found.some((finding) => matches(pattern, finding)))
      .map((p) => `lacks ${p}`),
    ...(example.no ?? [])
      .flatMap((pattern) => found.filter((finding) => matches(pattern, finding)))
      .map((f) => `has ${f}`),
    ...(example.undecided ?? []).filter((policy) => !open.has(policy)).map((policy) => `undecided ${policy}`),
  ];
}

describe("cases beside the published ones", () => {
  for (const example of SERVICE_CASES) {
    it(example.title, () => {
      const graph = parseGraph([{ name: "export", text: stackExport(example.resources) }]);
      assert.deepEqual(wrong(example, evaluate(graph, allMandatory((example.configuration ?? {}) as never))), []);
    });
  }
});
