import { isUnknown } from "../../estate/unknown";
import { defineRule } from "../../rule";

const healthCheck = "aws:route53/healthCheck:HealthCheck";

export const route53HealthCheckExists = defineRule({
  name: "route53-health-check-exists",
  what: "A record names a health check that exists.",
  why: "Route 53 takes a record whose health check was deleted for healthy.",
  severity: "high",
  concern: "operations",
  remediation: "Name a HealthCheck of this or another stack, not an id that was copied.",
  frameworks: { trustedAdvisor: ["Cb877eB72b"] },
  types: ["aws:route53/record:Record"],
  scope: "estate",
  check(record, { estate }) {
    if (!record.given("healthCheckId")) return undefined;
    const id = record.raw("healthCheckId");
    if (isUnknown(id)) return undefined;
    const known = estate.namedBy(record, "healthCheckId", healthCheck).length > 0;
    const inView = estate.ofType(healthCheck).length > 0;
    return !known && inView && (record.record.propertyDependencies.healthCheckId ?? []).length === 0
      ? `healthCheckId ${id} is none of the health checks here`
      : undefined;
  },
});
