import { assert } from "chai";
import { parseGraph } from "../../../../policy/check/document";
import { allMandatory } from "../../../../policy/config";
import { type Evaluation, evaluate } from "../../../../policy/evaluate";
import { BUCKET_CASES } from "./bucket-cases";
import { COMPUTE_CASES } from "./compute-cases";
import { DATABASE_CASES } from "./database-cases";
import { EDGE_CASES } from "./edge-cases";
import { FURTHER_REPORTED_CASES } from "./further-reported-cases";
import { IDENTITY_CASES } from "./identity-cases";
import { LOAD_BALANCER_CASES } from "./load-balancer-cases";
import type { NeighbourCase } from "./neighbour-case";
import { OPERATIONS_CASES } from "./operations-cases";
import { REGIONAL_DATA_CASES } from "./regional-data-cases";
import { REGIONAL_DATABASE_CASES } from "./regional-database-cases";
import { REGIONAL_ROUTING_CASES } from "./regional-routing-cases";
import { REPORTED_DATA_CASES } from "./reported-data-cases";
import { REPORTED_NETWORK_CASES } from "./reported-network-cases";
import { REPORTED_POLICY_CASES } from "./reported-policy-cases";
import { REPORTED_STORAGE_CASES } from "./reported-storage-cases";
import { SECURITY_GROUP_CASES } from "./security-group-cases";
import { stackExport } from "./stack-export";

const cases = [
  ...DATABASE_CASES,
  ...LOAD_BALANCER_CASES,
  ...BUCKET_CASES,
  ...SECURITY_GROUP_CASES,
  ...EDGE_CASES,
  ...COMPUTE_CASES,
  ...IDENTITY_CASES,
  ...OPERATIONS_CASES,
  ...REGIONAL_DATABASE_CASES,
  ...REGIONAL_DATA_CASES,
  ...REGIONAL_ROUTING_CASES,
  ...REPORTED_POLICY_CASES,
  ...REPORTED_STORAGE_CASES,
  ...REPORTED_NETWORK_CASES,
  ...REPORTED_DATA_CASES,
  ...FURTHER_REPORTED_CASES,
];

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
  for (const example of cases) {
    it(example.title, () => {
      const graph = parseGraph([{ name: "export", text: stackExport(example.resources) }]);
      assert.deepEqual(wrong(example, evaluate(graph, allMandatory((example.configuration ?? {}) as never))), []);
    });
  }
});
