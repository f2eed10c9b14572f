import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const rdsPerformanceInsightsKey = defineRule({
  name: "rds-performance-insights-key",
  what: "Performance Insights is encrypted with a key of the customer's own.",
  why: "It keeps statements of queries, which may contain data.",
  severity: "low",
  concern: "encryption",
  remediation: "Set performanceInsightsKmsKeyId to a key of yours.",
  frameworks: {
    checkov: ["CKV_AWS_354"],
    trivy: ["AWS-0078"],
    compliancePolicies: [
      "aws-rds-instance-disallow-unencrypted-performance-insights",
      "aws-rds-clusterinstance-disallow-unencrypted-performance-insights",
    ],
  },
  types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
  scope: "estate",
  check(database) {
    if (database.flag("performanceInsightsEnabled") !== true) return undefined;
    const named = namesCustomerKey(database, "performanceInsightsKmsKeyId");
    return named ? undefined : "performanceInsightsKmsKeyId names no key of yours";
  },
});
