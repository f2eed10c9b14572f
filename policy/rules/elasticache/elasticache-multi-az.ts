import { each } from "../../../resources/three-valued";
import { ELASTICACHE_REPLICATION_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A replication group fails over to another Availability Zone.",
  rationale: "A cache in one zone is unavailable when that zone is.",
  severity: "medium",
  category: "multi-az",
  remediation: "Set automaticFailoverEnabled: true and multiAzEnabled: true, with at least one replica.",
  frameworks: {
    awsConfig: ["elasticache-repl-grp-auto-failover-enabled"],
    securityHub: ["ElastiCache.3"],
    checkov: ["CKV2_AWS_50"],
  },
  types: [ELASTICACHE_REPLICATION_GROUP],
  scope: "resource",
  check: (group) =>
    each(["automaticFailoverEnabled", "multiAzEnabled"], (property) =>
      group.flag(property) === true ? undefined : `${property} is not true`,
    ),
});
