import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A distribution is associated with a web ACL.",
  rationale: "Without a web ACL, common attacks reach the application.",
  severity: "medium",
  category: "exposure",
  remediation: "Set webAclId.",
  frameworks: {
    awsConfig: ["cloudfront-associated-with-waf"],
    securityHub: ["CloudFront.6"],
    checkov: ["CKV_AWS_68"],
    trivy: ["AWS-0011"],
    cdkNag: ["AwsSolutions-CFR2"],
    kics: ["cloudfront_without_waf"],
    compliancePolicies: ["aws-cloudfront-distribution-configure-waf"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "graph",
  check: (distribution) => (distribution.given("webAclId") ? undefined : "webAclId names no web ACL"),
});
