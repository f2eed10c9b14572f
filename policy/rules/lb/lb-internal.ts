import { ELB_LOAD_BALANCER, LB_LOAD_BALANCER } from "../../../resources/types";
import { isClosedToInternet } from "../../facts/load-balancers";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A load balancer is internal, or allows prefix lists such as CloudFront's only.",
  rationale: "An internet-facing application tier can be reached without passing the protections of the front end.",
  severity: "medium",
  category: "exposure",
  remediation:
    "Set internal: true, or allow the CloudFront prefix list only. Suppress the rule, with a reason, for a load balancer that is itself the public entry point.",
  frameworks: { trivy: ["AWS-0053"] },
  types: [LB_LOAD_BALANCER, ELB_LOAD_BALANCER],
  scope: "graph",
  check(balancer, { graph }) {
    if (balancer.text("loadBalancerType") === "gateway") return undefined;
    if (balancer.flag("internal") === true || isClosedToInternet(balancer, graph)) return undefined;
    return "internal is not true: it faces the internet";
  },
});
