import { each } from "../../../resources/three-valued";
import {
  EC2_INSTANCE,
  EC2_LAUNCH_CONFIGURATION,
  EC2_LAUNCH_TEMPLATE,
  EC2_SPOT_INSTANCE_REQUEST,
} from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An instance has no public IP address.",
  rationale: "A public address bypasses the load balancer and its protections.",
  severity: "high",
  category: "exposure",
  remediation: "Set associatePublicIpAddress: false, or omit it.",
  frameworks: {
    awsConfig: ["ec2-instance-no-public-ip", "autoscaling-launch-config-public-ip-disabled"],
    securityHub: ["EC2.25", "EC2.9", "AutoScaling.5"],
    checkov: ["CKV_AWS_88", "CKV_AWS_389"],
    trivy: ["AWS-0009"],
    cdkNag: [
      "HIPAA.Security-EC2InstanceNoPublicIp",
      "HIPAA.Security-AutoScalingLaunchConfigPublicIpDisabled",
      "NIST.800.53.R5-AutoScalingLaunchConfigPublicIpDisabled",
      "PCI.DSS.321-EC2InstanceNoPublicIp",
      "PCI.DSS.321-AutoScalingLaunchConfigPublicIpDisabled",
    ],
    kics: ["ec2_instance_has_public_ip"],
    compliancePolicies: [
      "aws-ec2-instance-disallow-public-ip",
      "aws-ec2-launchconfiguration-disallow-public-ip",
      "aws-ec2-launchtemplate-disallow-public-ip",
    ],
    awsGuard: ["ec2-instance-no-public-ip"],
  },
  types: [EC2_LAUNCH_TEMPLATE, EC2_LAUNCH_CONFIGURATION, EC2_INSTANCE, EC2_SPOT_INSTANCE_REQUEST],
  scope: "resource",
  check: (launch) =>
    each([launch, ...launch.list("networkInterfaces")], (place) =>
      place.flag("associatePublicIpAddress") === true
        ? `${place === launch ? "" : `${place.path}.`}associatePublicIpAddress is true`
        : undefined,
    ),
});
