import { ROUTE53_HEALTH_CHECK, ROUTE53_RECORD } from "../../../resources/types";
import { isUnknown } from "../../../resources/unknown";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A record references an existing health check.",
  rationale: "Route 53 treats a record as healthy when its health check was deleted.",
  severity: "high",
  category: "operations",
  remediation: "Reference a HealthCheck of this or another stack instead of a copied id.",
  frameworks: { trustedAdvisor: ["Cb877eB72b"] },
  types: [ROUTE53_RECORD],
  scope: "graph",
  check(record, { graph }) {
    if (!record.given("healthCheckId")) return undefined;
    const id = record.raw("healthCheckId");
    if (isUnknown(id)) return undefined;
    const known = graph.namedBy(record, "healthCheckId", ROUTE53_HEALTH_CHECK).length > 0;
    const inView = graph.ofType(ROUTE53_HEALTH_CHECK).length > 0;
    return !known && inView && (record.record.propertyDependencies.healthCheckId ?? []).length === 0
      ? `healthCheckId ${id} is none of the health checks here`
      : undefined;
  },
});
