import { EC2_DEFAULT_SUBNET, EC2_SUBNET } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A subnet does not assign public IP addresses on launch.",
  rationale: "Otherwise every instance that is launched there is reachable from the internet by default.",
  severity: "medium",
  category: "exposure",
  remediation: "Set mapPublicIpOnLaunch: false, or omit it.",
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
    // A default subnet assigns public addresses unless mapPublicIpOnLaunch is false.
    const given = subnet.flag("mapPublicIpOnLaunch") ?? subnet.type.endsWith("DefaultSubnet");
    return given ? "mapPublicIpOnLaunch is true" : undefined;
  },
});
