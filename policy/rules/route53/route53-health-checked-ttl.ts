import { z } from "zod";
import { ROUTE53_RECORD } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A record that a health check can change is cached for a minute at most.",
  rationale: "A client that has cached the old answer goes on asking the region that failed.",
  severity: "medium",
  category: "operations",
  remediation: "Set ttl to the maximum or less, or use an alias.",
  frameworks: { trustedAdvisor: ["C056F80cR3"] },
  types: [ROUTE53_RECORD],
  scope: "resource",
  parameters: z.object({
    maximumSeconds: z.int().min(0).default(60).describe("the longest time to live that passes, in seconds"),
  }),
  check(record, { parameters }) {
    // Of the records of a failover, dns-pair judges this too.
    if (!record.has("healthCheckId") || record.list("failoverRoutingPolicies").length > 0) return undefined;
    const seconds = record.number("ttl") ?? 0;
    return seconds > parameters.maximumSeconds
      ? `ttl is ${seconds}, the maximum ${parameters.maximumSeconds}`
      : undefined;
  },
});
