import type { Inputs } from "../../../resources/inputs";
import { each, every } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { behaviours } from "../../facts/cloudfront";
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
      const policy = config?.text("originProtocolPolicy");
      if (!config || policy === "https-only") return undefined;
      if (policy === "match-viewer" && every(behaviours(distribution), requiresHttps)) return undefined;
      return `${config.path}.originProtocolPolicy is not https-only`;
    }),
});

/** Whether viewers use HTTPS, so that "match-viewer" does too. */
function requiresHttps(behaviour: Inputs): boolean {
  return /^(https-only|redirect-to-https)$/.test(behaviour.text("viewerProtocolPolicy") ?? "");
}
