import { isUnknown } from "../../../resources/unknown";
import { defineRule } from "../../rule";

const healthCheck = "aws:route53/healthCheck:HealthCheck";

export const route53HealthCheckExists = defineRule({
  name: "route53-health-check-exists",
  description: "A record names a health check that exists.",
  rationale: "Route 53 takes a record whose health check was deleted for healthy.",
  severity: "high",
  category: "operations",
  remediation: "Name a HealthCheck of this or another stack, not an id that was copied.",
  frameworks: { trustedAdvisor: ["Cb877eB72b"] },
  types: ["aws:route53/record:Record"],
  scope: "graph",
  check(record, { graph }) {
    if (!record.given("healthCheckId")) return undefined;
    const id = record.raw("healthCheckId");
    if (isUnknown(id)) return undefined;
    const known = graph.namedBy(record, "healthCheckId", healthCheck).length > 0;
    const inView = graph.ofType(healthCheck).length > 0;
    return !known && inView && (record.record.propertyDependencies.healthCheckId ?? []).length === 0
      ? `healthCheckId ${id} is none of the health checks here`
      : undefined;
  },
});
