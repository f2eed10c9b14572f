import { z } from "zod";
import { ROUTE53_RECORD } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A record with a health check has a short TTL.",
  rationale: "Clients use the cached address of the failed region until the TTL ends.",
  severity: "medium",
  category: "operations",
  remediation: ({ maximumSeconds }) => `Set ttl to at most ${maximumSeconds}, or use an alias.`,
  frameworks: { trustedAdvisor: ["C056F80cR3"] },
  types: [ROUTE53_RECORD],
  scope: "resource",
  parameters: z.object({
    maximumSeconds: z.int().min(0).default(60).describe("the maximum TTL, in seconds"),
  }),
  check(record, { parameters }) {
    // dns-pair checks this for failover records too.
    if (!record.has("healthCheckId") || record.list("failoverRoutingPolicies").length > 0) return undefined;
    const seconds = record.number("ttl") ?? 0;
    return seconds > parameters.maximumSeconds
      ? `ttl is ${seconds}, the maximum is ${parameters.maximumSeconds}`
      : undefined;
  },
});
