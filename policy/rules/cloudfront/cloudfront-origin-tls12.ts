import { each } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "CloudFront uses at least TLS 1.2 with custom origins.",
  rationale: "Earlier versions have known vulnerabilities.",
  severity: "medium",
  category: "encryption",
  remediation: 'Set originSslProtocols: ["TLSv1.2"].',
  frameworks: {
    securityHub: ["CloudFront.10"],
    checkov: ["CKV2_AWS_54"],
    cdkNag: ["AwsSolutions-CFR5"],
    compliancePolicies: ["aws-cloudfront-distribution-configure-secure-tls-to-origin"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  check: (distribution) =>
    each(distribution.list("origins"), (origin) => {
      const old = origin.texts("customOriginConfig.originSslProtocols").filter((protocol) => protocol !== "TLSv1.2");
      return old.length > 0 ? `${origin.path}.customOriginConfig.originSslProtocols has ${old.join(", ")}` : undefined;
    }),
});
