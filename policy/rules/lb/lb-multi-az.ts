import { defineRule } from "../../rule";
import { tooFewZones } from "../ec2/zones";

export const lbMultiAz = defineRule({
  name: "lb-multi-az",
  what: "A load balancer has nodes in two zones at least.",
  why: "In one zone it is down with it.",
  severity: "medium",
  concern: "multi-az",
  remediation: "List subnets of two zones in subnets.",
  frameworks: { awsConfig: ["elbv2-multiple-az"], securityHub: ["ELB.13"], trustedAdvisor: ["iqdCTZKCUp"] },
  types: ["aws:lb/loadBalancer:LoadBalancer"],
  scope: "estate",
  check: (balancer, { estate }) => {
    const mappings = balancer.list("subnetMappings").length;
    if (mappings > 0) return mappings < 2 ? "subnetMappings names one subnet" : undefined;
    return balancer.has("subnets") ? tooFewZones(balancer, "subnets", estate) : undefined;
  },
});
