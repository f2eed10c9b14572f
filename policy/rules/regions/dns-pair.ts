import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import { perGraph, type ResourceGraph } from "../../../resources/resource-graph";
import { some, Undecided } from "../../../resources/three-valued";
import { topologyOf } from "../../../resources/topology";
import { ROUTE53_RECORD } from "../../../resources/types";
import { isSameName, zoneOf } from "../../facts/route53";
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
    const role = roleOf(record);
    if (role === undefined) return undefined;
    const alias = some(record.list("aliases"), (target) => target.flag("evaluateTargetHealth") === true);
    if (role === "PRIMARY" && !alias && !record.given("healthCheckId"))
      return "it is the primary and has no health check";
    const seconds = record.number("ttl") ?? 0;
    if (seconds > parameters.maximumSeconds) return `ttl is ${seconds}, the maximum is ${parameters.maximumSeconds}`;
    const partner = role === "PRIMARY" ? "SECONDARY" : "PRIMARY";
    const others = failoverRecords(graph).filter((other) => roleOf(other) === partner);
    if (others.some((other) => isPair(record, other, graph))) return undefined;
    // The partner may be in a stack that is not in the graph, unless the graph shows both sides.
    const { active, standbys } = topologyOf(graph);
    const bothSides = others.length > 0 || (active !== undefined && standbys.length > 0);
    if (!bothSides) throw new Undecided(`the ${partner} record of ${record.name}, which may be in another stack`);
    return `no ${partner} record has its name, type and zone`;
  },
});

/** PRIMARY or SECONDARY; undefined for a record without failover routing. */
function roleOf(record: Resource): string | undefined {
  return record.list("failoverRoutingPolicies")[0]?.text("type");
}

function isPair(one: Resource, other: Resource, graph: ResourceGraph): boolean {
  return (
    one.text("type") === other.text("type") &&
    zoneOf(one, graph) === zoneOf(other, graph) &&
    isSameName(one.text("name") ?? "", other.text("name") ?? "")
  );
}

const failoverRecords = perGraph((graph) =>
  graph.ofType(ROUTE53_RECORD).filter((record) => roleOf(record) !== undefined),
);
