import {
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import type { Deployment } from "../../deployment";
import { Refused } from "../../protocol/ports";
import { bounded } from "./bounded";
import { resourcesOf } from "./resources";
import type { Scalable, Scalables, Sizes } from "./scalable";

/** The Auto Scaling groups of the tiers on instances. */
export class AutoScalingGroups implements Scalables {
  constructor(
    private readonly deployment: Deployment,
    private readonly clientOf: (region: string) => AutoScalingClient,
  ) {}

  wanted(region: string) {
    return resourcesOf(this.deployment, region).groups;
  }

  async list(region: string): Promise<readonly Scalable[]> {
    const names = this.wanted(region).map(({ name }) => name);
    // Without names, AWS describes every group of the account.
    if (names.length === 0) return [];
    const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: names });
    const answer = await bounded((options) => this.clientOf(region).send(command, options));
    const found = new Map((answer.AutoScalingGroups ?? []).map(groupOf).map((group) => [group.name, group]));
    const missing = names.filter((name) => !found.has(name));
    if (missing.length > 0) {
      throw new Refused(`groups ${missing.join(", ")}: not in ${region}; deploy the region's stack`);
    }
    return names.flatMap((name) => found.get(name) ?? []);
  }

  async resize(region: string, name: string, { minimum, desired }: Sizes): Promise<void> {
    const command = new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MinSize: minimum,
      DesiredCapacity: desired,
    });
    await bounded((options) => this.clientOf(region).send(command, options));
  }
}

function groupOf(group: AutoScalingGroup): Scalable {
  const inService = (group.Instances ?? []).filter(
    ({ LifecycleState, HealthStatus }) => LifecycleState === "InService" && HealthStatus?.toLowerCase() === "healthy",
  );
  return {
    name: group.AutoScalingGroupName ?? "",
    minimum: group.MinSize ?? 0,
    desired: group.DesiredCapacity ?? 0,
    maximum: group.MaxSize ?? 0,
    healthy: inService.length,
  };
}
