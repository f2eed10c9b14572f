import { RDS_CLUSTER, RDS_CLUSTER_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database cluster spans two zones at least, with an instance to fail over to.",
  rationale: "A cluster in one zone, or of one instance, is down with it.",
  severity: "high",
  category: "multi-az",
  remediation: "Name two or more zones in availabilityZones, or none, and add a second cluster instance.",
  frameworks: {
    awsConfig: ["rds-cluster-multi-az-enabled"],
    securityHub: ["RDS.15"],
    trustedAdvisor: ["xuy7H1avtl"],
    compliancePolicies: ["aws-rds-cluster-disallow-single-availability-zone"],
  },
  types: [RDS_CLUSTER],
  scope: "graph",
  check(cluster, { graph }) {
    if (cluster.has("availabilityZones")) {
      const zones = new Set(cluster.texts("availabilityZones"));
      if (zones.size < 2) return `availabilityZones names ${zones.size} zone`;
    }
    const instances = graph.referringTo(cluster, RDS_CLUSTER_INSTANCE, "clusterIdentifier");
    return instances.length === 1 ? "its only instance has no other to fail over to" : undefined;
  },
});
