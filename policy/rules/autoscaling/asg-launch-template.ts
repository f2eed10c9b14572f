import { AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A group launches from a launch template.",
  rationale:
    "Launch configurations can do neither IMDSv2 by version nor several instance types, and are closed to new accounts.",
  severity: "medium",
  category: "operations",
  remediation: "Set launchTemplate or mixedInstancesPolicy.",
  frameworks: { awsConfig: ["autoscaling-launch-template"], securityHub: ["AutoScaling.9"], checkov: ["CKV_AWS_315"] },
  types: [AUTOSCALING_GROUP],
  scope: "resource",
  check: (group) =>
    group.block("launchTemplate") || group.block("mixedInstancesPolicy") ? undefined : "it has no launch template",
});
