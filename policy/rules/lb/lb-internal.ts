import { defineRule } from "../../rule";

export const lbInternal = defineRule({
  name: "lb-internal",
  what: "A load balancer is internal, unless it is meant to face the internet.",
  why: "An application tier that faces the internet is reached around what guards its front.",
  severity: "medium",
  concern: "exposure",
  remediation: "Set internal: true; suppress this, with the reason, for the one that is the front.",
  frameworks: { trivy: ["AWS-0053"] },
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
  scope: "resource",
  check(balancer) {
    if (balancer.text("loadBalancerType") === "gateway") return undefined;
    return balancer.flag("internal") === true ? undefined : "internal is not true: it faces the internet";
  },
});
