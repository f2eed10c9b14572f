import { RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Performance Insights is enabled.",
  rationale: "A database that is slow after a failover is diagnosed by comparing its load with the load before.",
  severity: "low",
  category: "logging",
  remediation: "Set performanceInsightsEnabled: true.",
  frameworks: { checkov: ["CKV_AWS_353"], trivy: ["AWS-0133"] },
  types: [RDS_INSTANCE, RDS_CLUSTER_INSTANCE],
  scope: "resource",
  check: (database) =>
    database.flag("performanceInsightsEnabled") === true ? undefined : "performanceInsightsEnabled is not true",
});
