import { some } from "../../../resources/three-valued";
import { AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An Auto Scaling group can launch more than one instance type.",
  rationale:
    "During a regional outage, many customers launch the same types in the next region, and capacity for one type can run out.",
  severity: "low",
  category: "operations",
  remediation: "Use mixedInstancesPolicy with at least two launchTemplate.overrides.",
  frameworks: { awsConfig: ["autoscaling-multiple-instance-types"], securityHub: ["AutoScaling.6"] },
  types: [AUTOSCALING_GROUP],
  scope: "graph",
  check(group) {
    // A launch configuration can have one type only; asg-launch-template reports it.
    if (group.given("launchConfiguration")) return undefined;
    const overrides = group.list("mixedInstancesPolicy.launchTemplate.overrides");
    const types = new Set(overrides.map((override) => override.text("instanceType")));
    const byRequirements = some(overrides, (override) => override.block("instanceRequirements") !== undefined);
    return types.size > 1 || byRequirements ? undefined : "it can launch one instance type only";
  },
});
