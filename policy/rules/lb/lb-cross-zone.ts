import { ELB_LOAD_BALANCER, LB_LOAD_BALANCER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A Network or Gateway Load Balancer distributes traffic across zones.",
  rationale: "Otherwise a zone with fewer targets is overloaded, and a zone without healthy targets does not respond.",
  severity: "medium",
  category: "multi-az",
  remediation: "Set enableCrossZoneLoadBalancing: true.",
  frameworks: {
    awsConfig: ["elb-cross-zone-load-balancing-enabled"],
    securityHub: ["ELB.9"],
    trustedAdvisor: ["xdeXZKIUy"],
    checkov: ["CKV_AWS_152", "CKV_AWS_138"],
    cdkNag: [
      "AwsSolutions-ELB4",
      "HIPAA.Security-ELBCrossZoneLoadBalancingEnabled",
      "NIST.800.53.R5-ELBCrossZoneLoadBalancingEnabled",
    ],
  },
  types: [LB_LOAD_BALANCER, ELB_LOAD_BALANCER],
  scope: "resource",
  check(balancer) {
    if (balancer.type === ELB_LOAD_BALANCER)
      return balancer.flag("crossZoneLoadBalancing") === false ? "crossZoneLoadBalancing is false" : undefined;
    // An application load balancer always does.
    if ((balancer.text("loadBalancerType") ?? "application") === "application") return undefined;
    return balancer.flag("enableCrossZoneLoadBalancing") === true
      ? undefined
      : "enableCrossZoneLoadBalancing is not true";
  },
});
