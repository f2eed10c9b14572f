import { defineRule } from "../../rule";

const classic = "aws:elb/loadBalancer:LoadBalancer";

export const lbCrossZone = defineRule({
  name: "lb-cross-zone",
  description: "A network or gateway load balancer sends to the targets of all zones.",
  rationale: "Otherwise a zone with fewer targets is overloaded, and one with none answers nothing.",
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
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
  scope: "resource",
  check(balancer) {
    if (balancer.type === classic)
      return balancer.flag("crossZoneLoadBalancing") === false ? "crossZoneLoadBalancing is false" : undefined;
    // An application load balancer always does.
    if ((balancer.text("loadBalancerType") ?? "application") === "application") return undefined;
    return balancer.flag("enableCrossZoneLoadBalancing") === true
      ? undefined
      : "enableCrossZoneLoadBalancing is not true";
  },
});
