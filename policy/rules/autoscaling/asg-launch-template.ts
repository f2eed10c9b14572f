import { AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An Auto Scaling group uses a launch template.",
  rationale:
    "Launch configurations support neither several instance types nor newer features, and new accounts cannot create them.",
  severity: "medium",
  category: "operations",
  remediation: "Set launchTemplate or mixedInstancesPolicy.",
  frameworks: { awsConfig: ["autoscaling-launch-template"], securityHub: ["AutoScaling.9"], checkov: ["CKV_AWS_315"] },
  types: [AUTOSCALING_GROUP],
  scope: "resource",
  check: (group) =>
    group.block("launchTemplate") || group.block("mixedInstancesPolicy") ? undefined : "it has no launch template",
});
