import { each } from "../../../resources/three-valued";
import { EC2_DEFAULT_SECURITY_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A network's default security group lets nothing through.",
  rationale: "What is launched without naming a group gets this one.",
  severity: "medium",
  category: "exposure",
  remediation: "Add a DefaultSecurityGroup without ingress and egress.",
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
