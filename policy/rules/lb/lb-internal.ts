import { defineRule } from "../../rule";
import { isClosedToInternet } from "./closed-to-internet";

export const lbInternal = defineRule({
  name: "lb-internal",
  what: "A load balancer is internal, or open to prefix lists such as CloudFront's only.",
  why: "An application tier that faces the internet is reached around what guards its front.",
  severity: "medium",
  concern: "exposure",
  remediation:
    "Set internal: true, or admit the CloudFront prefix list only; suppress this, with the reason, for one that is the front itself.",
  frameworks: { trivy: ["AWS-0053"] },
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
  scope: "estate",
  check(balancer, { estate }) {
    if (balancer.text("loadBalancerType") === "gateway") return undefined;
    if (balancer.flag("internal") === true || isClosedToInternet(balancer, estate)) return undefined;
    return "internal is not true: it faces the internet";
  },
});
