import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export const lbMultiAz = defineRule({
  name: "lb-multi-az",
  description: "A load balancer has nodes in two zones at least.",
  rationale: "In one zone it is down with it.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of two zones in subnets.",
  frameworks: { awsConfig: ["elbv2-multiple-az"], securityHub: ["ELB.13"], trustedAdvisor: ["iqdCTZKCUp"] },
  types: ["aws:lb/loadBalancer:LoadBalancer"],
  scope: "graph",
  check: (balancer, { graph }) => {
    const mappings = balancer.list("subnetMappings").length;
    if (mappings > 0) return mappings < 2 ? "subnetMappings names one subnet" : undefined;
    return balancer.has("subnets") ? tooFewZones(balancer, "subnets", graph) : undefined;
  },
});
