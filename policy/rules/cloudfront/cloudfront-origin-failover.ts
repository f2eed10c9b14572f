import { each, some } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { behaviours } from "../../facts/cloudfront";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A distribution has a second origin for failover.",
  rationale: "A single origin is unavailable when its region is.",
  severity: "low",
  category: "replication",
  remediation:
    "Add an origin group with two members. A distribution whose viewer-request function selects the origin needs at least two origins.",
  frameworks: {
    awsConfig: ["cloudfront-origin-failover-enabled"],
    securityHub: ["CloudFront.4"],
    trustedAdvisor: ["c18d2gz112"],
    checkov: ["CKV_AWS_310"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  check(distribution) {
    const groups = distribution.list("originGroups");
    if (groups.length > 0) {
      return each(groups, (group) => {
        if (!group.has("failoverCriteria")) return `${group.path} has no failoverCriteria`;
        return group.list("members").length < 2 ? `${group.path} has fewer than two members` : undefined;
      });
    }
    const chosen = some(behaviours(distribution), (behaviour) =>
      some(behaviour.list("functionAssociations"), (association) => association.text("eventType") === "viewer-request"),
    );
    return chosen && distribution.list("origins").length > 1 ? undefined : "it has no origin group";
  },
});
