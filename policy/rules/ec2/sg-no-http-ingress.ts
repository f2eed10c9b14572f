import { each } from "../../../resources/three-valued";
import { coversPort, ingressRules, ingressTypes } from "../../facts/security-groups";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A security group does not allow port 80.",
  rationale: "Traffic to port 80 is unencrypted.",
  severity: "medium",
  category: "exposure",
  remediation: "Allow HTTPS only. Redirect HTTP to HTTPS at the edge.",
  frameworks: { compliancePolicies: ["aws-ec2-securitygroup-disallow-inbound-http-traffic"] },
  types: ingressTypes,
  scope: "resource",
  check: (group) =>
    each(ingressRules(group), (rule) => {
      const protocol = (rule.text("protocol") ?? rule.text("ipProtocol") ?? "tcp").toLowerCase();
      return protocol === "tcp" && coversPort(rule, 80)
        ? `${rule.path === "" ? "it" : rule.path} allows port 80`
        : undefined;
    }),
});
