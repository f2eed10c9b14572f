import { z } from "zod";
import { each } from "../../../resources/three-valued";
import { allowsInternet } from "../../facts/open-ingress";
import { INGRESS_TYPES, ingressRules, nameOf, opensPort } from "../../facts/security-groups";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A security group does not open administration ports to the internet.",
  rationale: "SSH and RDP are scanned constantly. Session Manager needs no open port.",
  severity: "high",
  category: "exposure",
  remediation: ({ ports }) =>
    `Use Session Manager or EC2 Instance Connect Endpoint, or allow your own networks only. The parameter ${ports} lists the ports.`,
  frameworks: {
    awsConfig: ["restricted-ssh", "restricted-common-ports", "vpc-sg-open-only-to-authorized-ports"],
    securityHub: ["EC2.13", "EC2.14", "EC2.19"],
    checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277"],
    trivy: ["AWS-0107"],
    cdkNag: [
      "HIPAA.Security-EC2RestrictedSSH",
      "HIPAA.Security-EC2RestrictedCommonPorts",
      "NIST.800.53.R5-EC2RestrictedSSH",
    ],
    kics: ["unrestricted_security_group_ingress"],
  },
  types: INGRESS_TYPES,
  scope: "graph",
  parameters: z.object({ ports: z.array(z.int()).default([22, 3389]).describe("the ports for administration") }),
  check: (group, { graph, parameters }) =>
    each(ingressRules(group), (rule) => {
      const open = parameters.ports.filter(
        (port) => opensPort(rule, port) && allowsInternet(rule, group, graph, { protocol: "tcp", port }),
      );
      return open.length > 0 ? `${nameOf(rule)} opens ${open.join(" and ")} to the internet` : undefined;
    }),
});
