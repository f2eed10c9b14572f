import { AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An Auto Scaling group with Spot Instances replaces an instance before it is interrupted.",
  rationale:
    "Without capacity rebalancing, capacity is missing from the interruption until the replacement is in service.",
  severity: "low",
  category: "operations",
  remediation: "Set capacityRebalance: true.",
  frameworks: { awsConfig: ["autoscaling-capacity-rebalancing"] },
  types: [AUTOSCALING_GROUP],
  scope: "resource",
  check(group) {
    const distribution = group.block("mixedInstancesPolicy.instancesDistribution");
    const onDemand = distribution?.number("onDemandPercentageAboveBaseCapacity") ?? 100;
    return onDemand < 100 && group.flag("capacityRebalance") !== true ? "capacityRebalance is not true" : undefined;
  },
});
