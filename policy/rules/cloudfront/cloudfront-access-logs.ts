import { CLOUDFRONT_DISTRIBUTION, CLOUDWATCH_LOG_DELIVERY_SOURCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A distribution writes access logs.",
  rationale: "After a failover, the access log shows which requests failed.",
  severity: "medium",
  category: "logging",
  remediation: "Set loggingConfig.bucket, or deliver access logs through CloudWatch (LogDeliverySource).",
  frameworks: {
    awsConfig: ["cloudfront-accesslogs-enabled"],
    securityHub: ["CloudFront.5"],
    checkov: ["CKV_AWS_86"],
    trivy: ["AWS-0010"],
    cdkNag: ["AwsSolutions-CFR3"],
    kics: ["cloudfront_logging_disabled"],
    compliancePolicies: [
      "aws-cloudfront-distribution-configure-access-logging",
      "aws-cloudfront-distribution-enable-access-logging",
    ],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "graph",
  check(distribution, { graph }) {
    if (distribution.given("loggingConfig.bucket")) return undefined;
    const sources = graph.referringTo(distribution, CLOUDWATCH_LOG_DELIVERY_SOURCE, "resourceArn");
    return sources.length > 0 ? undefined : "loggingConfig.bucket is not set";
  },
});
