import { each } from "../../../resources/three-valued";
import { allowsInternet } from "../../facts/open-ingress";
import { INGRESS_TYPES, ingressRules, nameOf, opensPort } from "../../facts/security-groups";
import { defineRule } from "../../rule";

const HTTP = { protocol: "tcp", port: 80 };

export default defineRule({
  description: "A security group does not open port 80 to the internet.",
  rationale: "Traffic to port 80 is unencrypted.",
  severity: "medium",
  category: "exposure",
  remediation: "Allow the load balancer or the CloudFront prefix list, on port 443.",
  frameworks: { awsConfig: ["restricted-common-ports"], checkov: ["CKV_AWS_260"] },
  types: INGRESS_TYPES,
  scope: "graph",
  check: (group, { graph }) =>
    each(ingressRules(group), (rule) =>
      opensPort(rule, 80) && allowsInternet(rule, group, graph, HTTP)
        ? `${nameOf(rule)} opens port 80 to the internet`
        : undefined,
    ),
});
