import { ELB_LOAD_BALANCER, LB_LOAD_BALANCER } from "../../../resources/types";
import { isClosedToInternet } from "../../facts/load-balancers";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A load balancer is internal, or open to prefix lists such as CloudFront's only.",
  rationale: "An application tier that faces the internet is reached around what guards its front.",
  severity: "medium",
  category: "exposure",
  remediation:
    "Set internal: true, or admit the CloudFront prefix list only; suppress this, with the reason, for one that is the front itself.",
  frameworks: { trivy: ["AWS-0053"] },
  types: [LB_LOAD_BALANCER, ELB_LOAD_BALANCER],
  scope: "graph",
  check(balancer, { graph }) {
    if (balancer.text("loadBalancerType") === "gateway") return undefined;
    if (balancer.flag("internal") === true || isClosedToInternet(balancer, graph)) return undefined;
    return "internal is not true: it faces the internet";
  },
});
