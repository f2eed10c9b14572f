import { z } from "zod";
import { REGION_NAME } from "../../../resources/region-of";
import type { Resource } from "../../../resources/resource";
import { perGraph, type ResourceGraph } from "../../../resources/resource-graph";
import { textOf } from "../../../resources/text-of";
import { Undecided } from "../../../resources/three-valued";
import { topologyOf } from "../../../resources/topology";
import { ROUTE53_HEALTH_CHECK, ROUTE53_RECORD } from "../../../resources/types";
import { canonicalName } from "../../facts/route53";
import { defineRule } from "../../rule";

/** How records resolve to several regions. */
const ROUTING_POLICIES = ["failoverRoutingPolicies", "latencyRoutingPolicies"];

export default defineRule({
  description: "A health check requests a specific path of one region over HTTPS, and detects a failure in time.",
  rationale:
    'A name that fails over hides the failure. The path "/" can respond while the database is down. Detection counts towards the recovery time.',
  severity: "medium",
  category: "recovery across regions",
  remediation: ({ detectionSeconds }) =>
    `Set type: "HTTPS", resourcePath, a regional fqdn, requestInterval: 10 and failureThreshold: 3, so that detection takes at most ${detectionSeconds}.`,
  frameworks: {},
  types: [ROUTE53_HEALTH_CHECK],
  scope: "graph",
  parameters: z.object({
    detectionSeconds: z
      .int()
      .min(10)
      .default(60)
      .describe("the longest allowed detection time (failureThreshold × requestInterval), in seconds"),
  }),
  check(health, { graph, parameters }) {
    const type = health.text("type") ?? "";
    if (!/^(HTTPS?|TCP)/.test(type) || !decidesFailover(health, graph)) return undefined;
    if (!type.startsWith("HTTPS")) return `type is ${type}`;
    if ((health.text("resourcePath") ?? "/") === "/") return 'resourcePath is "/"';
    const seconds = (health.number("failureThreshold") ?? 3) * (health.number("requestInterval") ?? 30);
    if (seconds > parameters.detectionSeconds)
      return `it detects a failure after ${seconds} s, the maximum is ${parameters.detectionSeconds} s`;
    // An address does not move in a failover. With both, the name is only the Host header.
    if (health.has("ipAddress")) return undefined;
    const name = health.text("fqdn") ?? "";
    if (REGION_NAME.test(name)) return undefined;
    if (failingOver(graph).has(canonicalName(name))) return `fqdn ${name} is a name that fails over`;
    throw new Undecided(`the region of fqdn ${name}`);
  },
});

/** Whether the check belongs to a system of several regions, or a record that resolves to several of them. */
function decidesFailover(health: Resource, graph: ResourceGraph): boolean {
  if (topologyOf(graph).declared) return true;
  const records = graph.referringTo(health, ROUTE53_RECORD, "healthCheckId");
  return records.some((record) => ROUTING_POLICIES.some((policy) => record.has(policy)));
}

/** The names of the records that resolve to several regions. */
const failingOver = perGraph(
  (graph) =>
    new Set(
      graph
        .ofType(ROUTE53_RECORD)
        .filter((record) => ROUTING_POLICIES.some((policy) => record.has(policy)))
        .map((record) => canonicalName(textOf(record.raw("name")))),
    ),
);
