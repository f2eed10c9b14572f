import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import { perGraph } from "../../../resources/resource-graph";
import { some } from "../../../resources/three-valued";
import { ROUTE53_RECORD } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Failover records come in pairs, the primary has a health check, and the TTL is short.",
  rationale:
    "A primary without a partner or a health check never fails over. Clients use a cached answer until its TTL ends.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ maximumSeconds }) =>
    `Add a PRIMARY and a SECONDARY of the same name and type, with healthCheckId on the primary and ttl of at most ${maximumSeconds}.`,
  frameworks: { trustedAdvisor: ["b73EEdD790", "C056F80cR3"] },
  types: [ROUTE53_RECORD],
  scope: "graph",
  parameters: z.object({
    maximumSeconds: z.int().min(0).default(60).describe("the maximum TTL, in seconds"),
  }),
  check(record, { graph, parameters }) {
    const part = partOf(record);
    if (part === undefined) return undefined;
    const partner = part === "PRIMARY" ? "SECONDARY" : "PRIMARY";
    if (!failoverSets(graph).get(setOf(record))?.has(partner))
      return `no ${partner} record of that name and type is in view`;
    const alias = some(record.list("aliases"), (target) => target.flag("evaluateTargetHealth") === true);
    if (part === "PRIMARY" && !alias && !record.given("healthCheckId"))
      return "it is the primary and has no health check";
    const seconds = record.number("ttl") ?? 0;
    return seconds > parameters.maximumSeconds
      ? `ttl is ${seconds}, the maximum is ${parameters.maximumSeconds}`
      : undefined;
  },
});

/** PRIMARY or SECONDARY; undefined for a record that takes no part in a failover. */
function partOf(record: Resource): string | undefined {
  return record.list("failoverRoutingPolicies")[0]?.text("type");
}

function setOf(record: Resource): string {
  return `${record.text("name")} ${record.text("type")}`;
}

/** The parts that there are, by name and type of record. */
const failoverSets = perGraph((graph) => {
  const sets = new Map<string, Set<string>>();
  for (const record of graph.ofType(ROUTE53_RECORD)) {
    const part = partOf(record);
    if (part !== undefined) sets.set(setOf(record), (sets.get(setOf(record)) ?? new Set()).add(part));
  }
  return sets;
});
