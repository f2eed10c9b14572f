import { LB_LOAD_BALANCER } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A load balancer spans at least two Availability Zones.",
  rationale: "A load balancer in one zone is unavailable when that zone is.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of at least two zones in subnets.",
  frameworks: { awsConfig: ["elbv2-multiple-az"], securityHub: ["ELB.13"], trustedAdvisor: ["iqdCTZKCUp"] },
  types: [LB_LOAD_BALANCER],
  scope: "graph",
  check: (balancer, { graph }) => {
    const mappings = balancer.list("subnetMappings").length;
    if (mappings > 0) return mappings < 2 ? "subnetMappings names one subnet" : undefined;
    return balancer.has("subnets") ? tooFewZones(balancer, "subnets", graph) : undefined;
  },
});
