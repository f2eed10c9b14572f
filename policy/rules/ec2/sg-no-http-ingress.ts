import { each } from "../../../resources/three-valued";
import { coversPort, ingressRules, ingressTypes } from "../../facts/security-groups";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A security group admits no traffic to port 80.",
  rationale: "What comes to port 80 comes in clear.",
  severity: "medium",
  category: "exposure",
  remediation: "Admit HTTPS only; the edge redirects those who come with HTTP.",
  frameworks: { compliancePolicies: ["aws-ec2-securitygroup-disallow-inbound-http-traffic"] },
  types: ingressTypes,
  scope: "resource",
  check: (group) =>
    each(ingressRules(group), (rule) => {
      const protocol = (rule.text("protocol") ?? rule.text("ipProtocol") ?? "tcp").toLowerCase();
      return protocol === "tcp" && coversPort(rule, 80)
        ? `${rule.path === "" ? "it" : rule.path} admits port 80`
        : undefined;
    }),
});
