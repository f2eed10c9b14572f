import { z } from "zod";
import { defineRule } from "../../rule";

export const route53FailoverTtl = defineRule({
  name: "route53-failover-ttl",
  what: "A record that a health check can change is cached for a minute at most.",
  why: "A client that has cached the old answer goes on asking the region that failed.",
  severity: "medium",
  concern: "recovery across regions",
  remediation: "Set ttl to the maximum or less, or use an alias.",
  frameworks: { trustedAdvisor: ["C056F80cR3"] },
  types: ["aws:route53/record:Record"],
  scope: "resource",
  parameters: z.object({
    maximumSeconds: z.int().min(0).default(60).describe("the longest time to live that passes, in seconds"),
  }),
  check(record, { parameters }) {
    const changes = record.has("healthCheckId") || record.list("failoverRoutingPolicies").length > 0;
    const seconds = record.number("ttl");
    return changes && seconds !== undefined && seconds > parameters.maximumSeconds
      ? `ttl is ${seconds}, the maximum ${parameters.maximumSeconds}`
      : undefined;
  },
});
