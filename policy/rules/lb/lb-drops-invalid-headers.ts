import { LB_LOAD_BALANCER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An Application Load Balancer drops invalid header fields.",
  rationale: "Invalid headers are used for request smuggling.",
  severity: "medium",
  category: "exposure",
  remediation: "Set dropInvalidHeaderFields: true.",
  frameworks: {
    awsConfig: ["alb-http-drop-invalid-header-enabled"],
    securityHub: ["ELB.4"],
    checkov: ["CKV_AWS_131"],
    trivy: ["AWS-0052"],
    cdkNag: [
      "HIPAA.Security-ALBHttpDropInvalidHeaderEnabled",
      "NIST.800.53.R5-ALBHttpDropInvalidHeaderEnabled",
      "PCI.DSS.321-ALBHttpDropInvalidHeaderEnabled",
    ],
  },
  types: [LB_LOAD_BALANCER],
  scope: "resource",
  remediate: () => ({ dropInvalidHeaderFields: true }),
  check(balancer) {
    if ((balancer.text("loadBalancerType") ?? "application") !== "application") return undefined;
    return balancer.flag("dropInvalidHeaderFields") === true ? undefined : "dropInvalidHeaderFields is not true";
  },
});
