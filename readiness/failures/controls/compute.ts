import { input, listInput, numberInput } from "../../../resources/known-inputs";
import { AUTOSCALING_GROUP, AWSX_VPC } from "../../../resources/types";
import { allCompliant, allOf, compliant, type Situation } from "./control";

const groups = ({ inventory }: Situation) => inventory.ofType(AUTOSCALING_GROUP);

export const instanceHealth = allCompliant(
  "Auto Scaling follows the load balancer's health checks",
  ["asg-elb-health-check"],
  (situation) => {
    const all = groups(situation);
    return all.every((group) => listInput(group, "targetGroupArns").length > 0) ? all : [];
  },
);

export const instanceReplacement = allOf(
  "Auto Scaling replaces the instance",
  groups,
  (group) => (numberInput(group, "maxSize") ?? 0) > 0,
);

export const otherInstances = allOf(
  "at least two instances per tier in the active region",
  groups,
  (group) => group.role !== "active" || (numberInput(group, "desiredCapacity") ?? 0) >= 2,
);

export const instancesAcrossZones = allCompliant(
  "instances in at least two availability zones",
  ["asg-multi-az"],
  groups,
);

export const natPerZone = compliant(
  "a NAT gateway in each zone of the active region",
  ["nat-gateway-per-az"],
  ({ inventory }) =>
    inventory.ofType(AWSX_VPC, "active").filter((vpc) => input(vpc, "natGateways.strategy") !== "None"),
);

/** A standby group for each group of the active region: a tier without one cannot be served after a failover. */
export const standbyTiers = allCompliant(
  "web and application tiers in a standby region, able to grow to the active region's size",
  ["standby-capacity"],
  ({ inventory }) => {
    const standby = inventory.ofType(AUTOSCALING_GROUP, "standby");
    const complete = inventory
      .ofType(AUTOSCALING_GROUP, "active")
      .every(({ name }) => standby.some((group) => group.name === name));
    return complete ? standby : [];
  },
);
