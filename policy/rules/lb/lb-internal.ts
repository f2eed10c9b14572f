import { isClosedToInternet } from "../../facts/load-balancers";
import { defineRule } from "../../rule";

export const lbInternal = defineRule({
  name: "lb-internal",
  description: "A load balancer is internal, or open to prefix lists such as CloudFront's only.",
  rationale: "An application tier that faces the internet is reached around what guards its front.",
  severity: "medium",
  category: "exposure",
  remediation:
    "Set internal: true, or admit the CloudFront prefix list only; suppress this, with the reason, for one that is the front itself.",
  frameworks: { trivy: ["AWS-0053"] },
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
  scope: "graph",
  check(balancer, { graph }) {
    if (balancer.text("loadBalancerType") === "gateway") return undefined;
    if (balancer.flag("internal") === true || isClosedToInternet(balancer, graph)) return undefined;
    return "internal is not true: it faces the internet";
  },
});
