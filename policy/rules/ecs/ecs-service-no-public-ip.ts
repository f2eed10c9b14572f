import { ECS_SERVICE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An ECS service assigns no public IP addresses.",
  rationale: "A public address bypasses the load balancer and its protections.",
  severity: "high",
  category: "exposure",
  remediation: "Set networkConfiguration.assignPublicIp: false, or omit it.",
  frameworks: { securityHub: ["ECS.2"], checkov: ["CKV_AWS_333"] },
  types: [ECS_SERVICE],
  scope: "resource",
  check: (service) =>
    service.flag("networkConfiguration.assignPublicIp") === true
      ? "networkConfiguration.assignPublicIp is true"
      : undefined,
});
