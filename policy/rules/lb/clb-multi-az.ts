import { ELB_LOAD_BALANCER } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A Classic Load Balancer spans at least two Availability Zones.",
  rationale: "A load balancer in one zone is unavailable when that zone is.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets or zones of at least two zones.",
  frameworks: { securityHub: ["ELB.10"], awsConfig: ["clb-multiple-az"] },
  types: [ELB_LOAD_BALANCER],
  scope: "graph",
  check(balancer, { graph }) {
    if (balancer.has("subnets")) return tooFewZones(balancer, "subnets", graph);
    const zones = new Set(balancer.texts("availabilityZones"));
    return zones.size < 2 ? `availabilityZones names ${zones.size === 1 ? "one zone" : "no zone"}` : undefined;
  },
});
