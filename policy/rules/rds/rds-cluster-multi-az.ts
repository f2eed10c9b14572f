import { z } from "zod";
import { RDS_CLUSTER } from "../../../resources/types";
import { instancesOf, primaryOf } from "../../facts/aurora";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database cluster spans at least two Availability Zones and has an instance to fail over to.",
  rationale: "A cluster in one zone, or with a single instance, has nothing to fail over to.",
  severity: "high",
  category: "multi-az",
  remediation: ({ singleInSecondary }) =>
    `List at least two zones in availabilityZones, or omit it, and add a second cluster instance. ${singleInSecondary}: false demands it of a global database's secondaries too.`,
  frameworks: {
    awsConfig: ["rds-cluster-multi-az-enabled"],
    securityHub: ["RDS.15"],
    trustedAdvisor: ["xuy7H1avtl"],
    compliancePolicies: ["aws-rds-cluster-disallow-single-availability-zone"],
  },
  types: [RDS_CLUSTER],
  scope: "graph",
  parameters: z.object({
    singleInSecondary: z
      .boolean()
      .default(true)
      .describe("whether the secondary of a global database may have one instance until a failover"),
  }),
  check(cluster, { graph, parameters }) {
    if (cluster.has("availabilityZones")) {
      const zones = new Set(cluster.texts("availabilityZones"));
      if (zones.size < 2) return `availabilityZones names ${zones.size} zone`;
    }
    const instances = instancesOf(cluster, graph);
    if (instances.length === 1 && parameters.singleInSecondary && primaryOf(cluster, graph)) return undefined;
    if (instances.length === 1) return "its only instance has no other to fail over to";
    const zones = new Set(instances.map((instance) => instance.text("availabilityZone")));
    return zones.size === 1 && !zones.has(undefined)
      ? `all of its instances are in zone ${[...zones].join()}`
      : undefined;
  },
});
