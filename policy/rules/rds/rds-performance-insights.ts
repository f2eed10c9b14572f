import { defineRule } from "../../rule";

export const rdsPerformanceInsights = defineRule({
  name: "rds-performance-insights",
  description: "Performance Insights is on.",
  rationale: "A database slow after a failover is diagnosed by comparing its load with that before.",
  severity: "low",
  category: "logging",
  remediation: "Set performanceInsightsEnabled: true.",
  frameworks: { checkov: ["CKV_AWS_353"], trivy: ["AWS-0133"] },
  types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
  scope: "resource",
  check: (database) =>
    database.flag("performanceInsightsEnabled") === true ? undefined : "performanceInsightsEnabled is not true",
});
