import { LB_LOAD_BALANCER, WAFREGIONAL_WEB_ACL_ASSOCIATION, WAFV2_WEB_ACL_ASSOCIATION } from "../../../resources/types";
import { isClosedToInternet } from "../../facts/load-balancers";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An internet-facing Application Load Balancer is associated with a web ACL.",
  rationale: "Without a web ACL, common attacks reach the application.",
  severity: "medium",
  category: "exposure",
  remediation: "Associate a web ACL, or allow only the prefix list of a CloudFront distribution that has one.",
  frameworks: {
    awsConfig: ["alb-waf-enabled"],
    securityHub: ["ELB.16"],
    checkov: ["CKV2_AWS_28"],
    cdkNag: ["NIST.800.53.R5-ALBWAFEnabled", "PCI.DSS.321-ALBWAFEnabled"],
    kics: ["alb_is_not_integrated_with_waf"],
  },
  types: [LB_LOAD_BALANCER],
  scope: "graph",
  check(balancer, { graph }) {
    if ((balancer.text("loadBalancerType") ?? "application") !== "application") return undefined;
    if (balancer.flag("internal") === true || isClosedToInternet(balancer, graph)) return undefined;
    const associations = [
      ...graph.referringTo(balancer, WAFV2_WEB_ACL_ASSOCIATION, "resourceArn"),
      ...graph.referringTo(balancer, WAFREGIONAL_WEB_ACL_ASSOCIATION, "resourceArn"),
    ];
    return associations.length > 0 ? undefined : "no web ACL is associated with it";
  },
});
