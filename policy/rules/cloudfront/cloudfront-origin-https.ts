import { each } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "CloudFront connects to custom origins over HTTPS.",
  rationale: "Requests between the edge location and the origin cross the internet.",
  severity: "medium",
  category: "encryption",
  remediation: 'Set originProtocolPolicy: "https-only".',
  frameworks: {
    securityHub: ["CloudFront.9"],
    checkov: ["CKV2_AWS_72"],
    cdkNag: ["AwsSolutions-CFR5"],
    compliancePolicies: ["aws-cloudfront-distribution-enable-tls-to-origin"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  check: (distribution) =>
    each(distribution.list("origins"), (origin) => {
      const config = origin.block("customOriginConfig");
      if (!config || config.text("originProtocolPolicy") === "https-only") return undefined;
      return `${config.path}.originProtocolPolicy is not https-only`;
    }),
});
