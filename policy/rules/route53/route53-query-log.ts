import { ROUTE53_QUERY_LOG, ROUTE53_ZONE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A public hosted zone logs DNS queries.",
  rationale: "The log shows how clients moved from one region to the other.",
  severity: "medium",
  category: "logging",
  remediation: "Add a QueryLog for the zone.",
  frameworks: { securityHub: ["Route53.2"], checkov: ["CKV2_AWS_39"] },
  types: [ROUTE53_ZONE],
  scope: "graph",
  check(zone, { graph }) {
    // A private zone has no query log of its own.
    if (zone.list("vpcs").length > 0) return undefined;
    return graph.referringTo(zone, ROUTE53_QUERY_LOG, "zoneId").length > 0 ? undefined : "its queries are not logged";
  },
});
