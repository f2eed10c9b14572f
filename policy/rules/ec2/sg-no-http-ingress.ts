import { each } from "../../../resources/three-valued";
import { allowsInternet } from "../../facts/open-ingress";
import { INGRESS_TYPES, ingressRules, nameOf, opensPort, protocolOf } from "../../facts/security-groups";
import { defineRule } from "../../rule";

const HTTP = { protocol: "tcp", port: 80 };

export default defineRule({
  description: "A security group does not allow port 80.",
  rationale: "Traffic to port 80 is unencrypted.",
  severity: "medium",
  category: "exposure",
  remediation: "Allow HTTPS only. Redirect HTTP to HTTPS at the edge.",
  frameworks: { compliancePolicies: ["aws-ec2-securitygroup-disallow-inbound-http-traffic"] },
  types: INGRESS_TYPES,
  scope: "graph",
  check: (group, { graph }) =>
    each(ingressRules(group), (rule) =>
      // sg-no-open-http reports a rule that also allows the internet.
      opensPort(rule, 80) && protocolOf(rule) !== "all" && !allowsInternet(rule, group, graph, HTTP)
        ? `${nameOf(rule)} allows port 80`
        : undefined,
    ),
});
