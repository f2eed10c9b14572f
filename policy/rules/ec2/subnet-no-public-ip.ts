import { EC2_DEFAULT_SUBNET, EC2_SUBNET } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A subnet gives no public address by itself.",
  rationale: "Whatever is launched there is on the internet unasked.",
  severity: "medium",
  category: "exposure",
  remediation: "Set mapPublicIpOnLaunch: false, or leave it out.",
  frameworks: {
    awsConfig: ["subnet-auto-assign-public-ip-disabled"],
    securityHub: ["EC2.15"],
    checkov: ["CKV_AWS_130"],
    trivy: ["AWS-0164"],
    cdkNag: [
      "HIPAA.Security-VPCSubnetAutoAssignPublicIpDisabled",
      "NIST.800.53.R5-VPCSubnetAutoAssignPublicIpDisabled",
      "PCI.DSS.321-VPCSubnetAutoAssignPublicIpDisabled",
    ],
    kics: ["vpc_subnet_assigns_public_ip"],
  },
  types: [EC2_SUBNET, EC2_DEFAULT_SUBNET],
  scope: "resource",
  check(subnet) {
    // A default subnet gives them unless told otherwise.
    const given = subnet.flag("mapPublicIpOnLaunch") ?? subnet.type.endsWith("DefaultSubnet");
    return given ? "mapPublicIpOnLaunch is true" : undefined;
  },
});
