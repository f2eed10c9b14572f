import { ELASTICSEARCH_DOMAIN, OPENSEARCH_DOMAIN } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A domain spans at least two Availability Zones.",
  rationale: "A domain in one zone is unavailable when that zone is.",
  severity: "medium",
  category: "multi-az",
  remediation: "Set clusterConfig.zoneAwarenessEnabled: true with at least two instances.",
  frameworks: { securityHub: ["Opensearch.6", "ES.6"], checkov: ["CKV_AWS_318"] },
  types: [OPENSEARCH_DOMAIN, ELASTICSEARCH_DOMAIN],
  scope: "resource",
  check(domain) {
    if (
      domain.flag("clusterConfig.zoneAwarenessEnabled") !== true &&
      domain.flag("clusterConfig.multiAzWithStandbyEnabled") !== true
    )
      return "clusterConfig.zoneAwarenessEnabled is not true";
    return (domain.number("clusterConfig.instanceCount") ?? 1) < 2 ? "clusterConfig.instanceCount is 1" : undefined;
  },
});
