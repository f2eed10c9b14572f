import { z } from "zod";
import { regionName } from "../../../resources/region-of";
import { ROUTE53_HEALTH_CHECK } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A health check requests a specific path of one region over HTTPS, and detects a failure in time.",
  rationale:
    'A name that fails over hides the failure. The path "/" can respond while the database is down. Detection counts towards the recovery time.',
  severity: "medium",
  category: "recovery across regions",
  remediation: ({ detectionSeconds }) =>
    `Set type: "HTTPS", resourcePath, a regional fqdn, requestInterval: 10 and failureThreshold: 3, so that detection takes at most ${detectionSeconds}.`,
  frameworks: {},
  types: [ROUTE53_HEALTH_CHECK],
  scope: "resource",
  parameters: z.object({
    detectionSeconds: z.int().min(10).default(60).describe("threshold times interval may take so long, in seconds"),
  }),
  check(health, { parameters }) {
    const type = health.text("type") ?? "";
    if (!/^(HTTPS?|TCP)/.test(type)) return undefined;
    if (!type.startsWith("HTTPS")) return `type is ${type}`;
    if ((health.text("resourcePath") ?? "/") === "/") return 'resourcePath is "/"';
    if (!regionName.test(health.text("fqdn") ?? "")) return "fqdn names no region";
    const seconds = (health.number("failureThreshold") ?? 3) * (health.number("requestInterval") ?? 30);
    return seconds > parameters.detectionSeconds
      ? `it notices after ${seconds} s, the budget is ${parameters.detectionSeconds} s`
      : undefined;
  },
});
