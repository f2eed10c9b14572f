import { each } from "../../../resources/three-valued";
import { EC2_DEFAULT_SECURITY_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A VPC's default security group allows no traffic.",
  rationale: "Resources that are launched without a security group get the default one.",
  severity: "medium",
  category: "exposure",
  remediation: "Add a DefaultSecurityGroup without ingress and egress rules.",
  frameworks: {
    awsConfig: ["vpc-default-security-group-closed"],
    securityHub: ["EC2.2"],
    checkov: ["CKV2_AWS_12"],
    trivy: ["AWS-0173"],
    cdkNag: [
      "HIPAA.Security-VPCDefaultSecurityGroupClosed",
      "NIST.800.53.R5-VPCDefaultSecurityGroupClosed",
      "PCI.DSS.321-VPCDefaultSecurityGroupClosed",
    ],
    kics: ["default_security_groups_with_unrestricted_traffic"],
  },
  types: [EC2_DEFAULT_SECURITY_GROUP],
  scope: "resource",
  check: (group) =>
    each(["ingress", "egress"], (direction) =>
      group.list(direction).length > 0 ? `${direction} has rules` : undefined,
    ),
});
