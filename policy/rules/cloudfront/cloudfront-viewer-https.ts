import { each } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { behaviours } from "../../facts/cloudfront";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Every cache behavior requires HTTPS from viewers, or redirects to it.",
  rationale: "Data that is sent unencrypted can be read and changed in transit.",
  severity: "critical",
  category: "encryption",
  remediation: 'Set viewerProtocolPolicy: "redirect-to-https" or "https-only".',
  frameworks: {
    awsConfig: ["cloudfront-viewer-policy-https"],
    securityHub: ["CloudFront.3"],
    checkov: ["CKV_AWS_34"],
    trivy: ["AWS-0012"],
    kics: ["cloudfront_viewer_protocol_policy_allows_http"],
    compliancePolicies: ["aws-cloudfront-distribution-disallow-unencrypted-traffic"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  check: (distribution) =>
    each(behaviours(distribution), (behaviour) =>
      behaviour.text("viewerProtocolPolicy") === "allow-all"
        ? `${behaviour.path}.viewerProtocolPolicy is allow-all`
        : undefined,
    ),
});
