import { input, listInput, numberInput } from "../../../resources/known-inputs";
import { desiredNumber, tierCapacities } from "../../../resources/tier-capacity";
import { AUTOSCALING_GROUP, AWSX_VPC, ECS_SERVICE } from "../../../resources/types";
import { allCompliant, allCompliantByType, allOf, compliant, type Situation } from "./control";

const tiers = ({ inventory }: Situation) => tierCapacities(inventory);

/** The property by which a group or service is registered with a load balancer. */
const LOAD_BALANCED_BY: Readonly<Record<string, string>> = {
  [AUTOSCALING_GROUP]: "targetGroupArns",
  [ECS_SERVICE]: "loadBalancers",
};

export const instanceHealth = allCompliantByType(
  "Auto Scaling or ECS follows the load balancer's health checks",
  // A service follows them wherever it is registered with a target group.
  { [AUTOSCALING_GROUP]: ["asg-elb-health-check"] },
  (situation) => {
    const all = tiers(situation);
    const behind = all.every((item) => listInput(item, LOAD_BALANCED_BY[item.type] ?? "").length > 0);
    return behind ? all : [];
  },
);

export const instanceReplacement = allOf(
  "Auto Scaling or ECS replaces the instance or task",
  tiers,
  (item) => (numberInput(item, "maxSize") ?? desiredNumber(item) ?? 0) > 0,
);

export const otherInstances = allOf(
  "at least two instances or tasks per tier in the active region",
  tiers,
  (item) => item.role !== "active" || (desiredNumber(item) ?? 0) >= 2,
);

export const instancesAcrossZones = allCompliantByType(
  "instances or tasks in at least two availability zones",
  { [AUTOSCALING_GROUP]: ["asg-multi-az"], [ECS_SERVICE]: ["ecs-service-multi-az"] },
  tiers,
);

export const natPerZone = compliant(
  "a NAT gateway in each zone of the active region",
  ["nat-gateway-per-az"],
  ({ inventory }) =>
    inventory.ofType(AWSX_VPC, "active").filter((vpc) => input(vpc, "natGateways.strategy") !== "None"),
);

/** A standby group or service for each one of the active region: a tier without one cannot be served after a failover. */
export const standbyTiers = allCompliant(
  "web and application tiers in a standby region, able to grow to the active region's size",
  ["standby-capacity"],
  ({ inventory }) => {
    const standby = tierCapacities(inventory, "standby");
    const complete = tierCapacities(inventory, "active").every(({ name, type }) =>
      standby.some((item) => item.name === name && item.type === type),
    );
    return complete ? standby : [];
  },
);
