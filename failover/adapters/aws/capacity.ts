import {
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import type { Deployment } from "../../deployment";
import type { EpochGuard } from "../../protocol/epoch-guard";
import { numberOf } from "../../protocol/lease-item";
import { capacityKey } from "../../protocol/lease-keys";
import { type CapacityPort, Refused, StaleEpoch } from "../../protocol/ports";
import { bounded } from "./bounded";
import { resourcesOf } from "./resources";
import { ConditionFailed } from "./single-table";
import type { TableClient } from "./table-client";

interface Sizes {
  readonly minimum: number;
  readonly desired: number;
}

/** Auto Scaling groups, raised to their sizes in the active role. */
export class AutoScalingCapacity implements CapacityPort {
  constructor(
    private readonly deployment: Deployment,
    private readonly clientOf: (region: string) => AutoScalingClient,
    private readonly table: TableClient,
    private readonly guard: EpochGuard,
  ) {}

  async raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }> {
    await this.guard.check(epoch, `raise the capacity of ${region}`);
    const wanted = new Map(resourcesOf(this.deployment, region).groups.map(({ name, active }) => [name, active]));
    const groups = await this.groups(region);
    await this.remember(region, epoch, groups);
    const states = [];
    for (const group of groups) {
      const active = wanted.get(group.name) ?? group;
      const sizes = {
        minimum: Math.max(group.minimum, active.minimum),
        desired: Math.max(group.desired, active.desired),
      };
      // Auto Scaling refuses a desired size above the maximum, and only an update of the stack changes the maximum.
      if (sizes.desired > group.maximum) {
        throw new Refused(
          `group ${group.name}: desired ${sizes.desired} is over its maximum ${group.maximum}; raise it`,
        );
      }
      if (sizes.minimum !== group.minimum || sizes.desired !== group.desired)
        await this.resize(region, group.name, sizes);
      states.push({ ...group, ...sizes });
    }
    return {
      ready: states.every(({ healthy, desired }) => healthy >= desired),
      detail: states.map(({ name, healthy, desired }) => `${name} ${healthy} of ${desired}`).join(", "),
    };
  }

  async restore(region: string, epoch: number): Promise<void> {
    const before = await this.table.get(capacityKey(region));
    const raisedIn = numberOf(before?.epoch);
    if (before?.groups?.S === undefined || raisedIn === null) return;
    if (raisedIn > epoch) {
      throw new StaleEpoch(
        `restore the capacity of ${region}: epoch ${epoch} is over; epoch ${raisedIn} has raised it`,
      );
    }
    // Sizes that an earlier epoch recorded are outdated.
    if (raisedIn < epoch) return;
    const sizes = JSON.parse(before.groups.S) as Record<string, Sizes>;
    for (const { name } of await this.groups(region)) {
      const size = sizes[name];
      if (size) await this.resize(region, name, size);
    }
    await this.forget(region, epoch);
  }

  private async groups(region: string) {
    const names = resourcesOf(this.deployment, region).groups.map(({ name }) => name);
    const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: names });
    const answer = await bounded((options) => this.clientOf(region).send(command, options));
    const found = new Map((answer.AutoScalingGroups ?? []).map(groupOf).map((group) => [group.name, group]));
    const missing = names.filter((name) => !found.has(name));
    if (missing.length > 0) {
      throw new Refused(`groups ${missing.join(", ")}: not in ${region}; deploy the region's stack`);
    }
    return names.flatMap((name) => found.get(name) ?? []);
  }

  private async resize(region: string, name: string, { minimum, desired }: Sizes): Promise<void> {
    const command = new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MinSize: minimum,
      DesiredCapacity: desired,
    });
    await bounded((options) => this.clientOf(region).send(command, options));
  }

  /** Records the sizes before the first raise of an epoch. */
  private async remember(region: string, epoch: number, groups: readonly (Sizes & { name: string })[]): Promise<void> {
    const sizes = Object.fromEntries(groups.map(({ name, minimum, desired }) => [name, { minimum, desired }]));
    try {
      await this.table.update(capacityKey(region), {
        UpdateExpression: "SET epoch = :epoch, #groups = :groups",
        ConditionExpression: "attribute_not_exists(epoch) OR epoch < :epoch",
        ExpressionAttributeNames: { "#groups": "groups" },
        ExpressionAttributeValues: { ":epoch": { N: String(epoch) }, ":groups": { S: JSON.stringify(sizes) } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  private async forget(region: string, epoch: number): Promise<void> {
    try {
      await this.table.update(capacityKey(region), {
        UpdateExpression: "REMOVE epoch, #groups",
        ConditionExpression: "epoch = :epoch",
        ExpressionAttributeNames: { "#groups": "groups" },
        ExpressionAttributeValues: { ":epoch": { N: String(epoch) } },
      });
    } catch (error) {
      // A later epoch has recorded new sizes, or another process has deleted these.
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}

function groupOf(group: AutoScalingGroup) {
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
