import { RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Performance Insights is encrypted with a customer managed key.",
  rationale: "Performance Insights stores query statements, which may contain data.",
  severity: "low",
  category: "encryption",
  remediation: "Set performanceInsightsKmsKeyId to a customer managed key.",
  frameworks: {
    checkov: ["CKV_AWS_354"],
    trivy: ["AWS-0078"],
    compliancePolicies: [
      "aws-rds-instance-disallow-unencrypted-performance-insights",
      "aws-rds-clusterinstance-disallow-unencrypted-performance-insights",
    ],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER_INSTANCE],
  scope: "graph",
  check(database) {
    if (database.flag("performanceInsightsEnabled") !== true) return undefined;
    const named = namesCustomerKey(database, "performanceInsightsKmsKeyId");
    return named ? undefined : "performanceInsightsKmsKeyId does not name a customer managed key";
  },
});
