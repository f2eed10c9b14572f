import { z } from "zod";
import { each } from "../../../resources/three-valued";
import { allowsInternet } from "../../facts/open-ingress";
import { INGRESS_TYPES, ingressRules, nameOf, opensOnlyPort } from "../../facts/security-groups";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A security group does not allow inbound traffic from the internet.",
  rationale: "Open ports are found and attacked within minutes.",
  severity: "high",
  category: "exposure",
  remediation: ({ permittedPorts }) =>
    `Allow networks, prefix lists or security groups instead, or list the port in ${permittedPorts}.`,
  frameworks: {
    cfnGuard: ["ec2-security-group-ingress-open-to-world-rule"],
    awsConfig: ["vpc-sg-open-only-to-authorized-ports"],
    securityHub: ["EC2.18"],
    trivy: ["AWS-0107"],
    cdkNag: ["AwsSolutions-EC23"],
    kics: ["unrestricted_security_group_ingress"],
    compliancePolicies: ["aws-ec2-securitygroup-disallow-public-internet-ingress"],
  },
  types: INGRESS_TYPES,
  scope: "graph",
  parameters: z.object({
    permittedPorts: z.array(z.int()).default([]).describe("ports that may be open to everybody"),
  }),
  check: (group, { graph, parameters }) =>
    each(ingressRules(group), (rule) => {
      // sg-no-open-http reports a rule for port 80.
      const permitted = [...parameters.permittedPorts, 80].some((port) => opensOnlyPort(rule, port));
      return !permitted && allowsInternet(rule, group, graph) ? `${nameOf(rule)} allows the internet` : undefined;
    }),
});
