import { defineRule } from "../../rule";

export const cloudfrontWaf = defineRule({
  name: "cloudfront-waf",
  description: "A distribution is behind a web ACL.",
  rationale: "Common attacks reach the application otherwise.",
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
  types: ["aws:cloudfront/distribution:Distribution"],
  scope: "graph",
  check: (distribution) => (distribution.given("webAclId") ? undefined : "webAclId names no web ACL"),
});
