import { each, some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { behaviours } from "./behaviours";

export const cloudfrontOriginFailover = defineRule({
  name: "cloudfront-origin-failover",
  what: "A distribution has a second origin to turn to.",
  why: "One origin is one region.",
  severity: "low",
  concern: "replication",
  remediation:
    "Add an origin group of two members; a distribution whose viewer-request function chooses the origin has two origins at least.",
  frameworks: {
    awsConfig: ["cloudfront-origin-failover-enabled"],
    securityHub: ["CloudFront.4"],
    trustedAdvisor: ["c18d2gz112"],
    checkov: ["CKV_AWS_310"],
  },
  types: ["aws:cloudfront/distribution:Distribution"],
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
