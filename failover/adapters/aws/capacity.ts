import type { EpochGuard } from "../../protocol/epoch-guard";
import { numberOf } from "../../protocol/lease-item";
import { capacityKey } from "../../protocol/lease-keys";
import { type CapacityPort, Refused, StaleEpoch } from "../../protocol/ports";
import type { Scalable, Scalables, Sizes } from "./scalable";
import { ConditionFailed } from "./single-table";
import type { TableClient } from "./table-client";

/** What one region has: each group or service, with the kind that resizes it. */
type Listed = readonly (Scalable & { readonly kind: Scalables; readonly active: Sizes })[];

/** The tiers' Auto Scaling groups and services, raised to their sizes in the active role. */
export class TierCapacity implements CapacityPort {
  constructor(
    private readonly kinds: readonly Scalables[],
    private readonly table: TableClient,
    private readonly guard: EpochGuard,
  ) {}

  async raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }> {
    await this.guard.check(epoch, `raise the capacity of ${region}`);
    const listed = await this.list(region);
    await this.remember(region, epoch, listed);
    const states = [];
    for (const { active, desired, healthy, kind, maximum, minimum, name } of listed) {
      const sizes = { minimum: Math.max(minimum, active.minimum), desired: Math.max(desired, active.desired) };
      // AWS refuses a desired size above the maximum, and only an update of the stack changes the maximum.
      if (sizes.desired > maximum) {
        throw new Refused(`${name}: desired ${sizes.desired} is over its maximum ${maximum}; raise it`);
      }
      if (sizes.minimum !== minimum || sizes.desired !== desired) await kind.resize(region, name, sizes);
      states.push({ name, healthy, desired: sizes.desired });
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
    for (const { kind, name } of await this.list(region)) {
      const size = sizes[name];
      if (size) await kind.resize(region, name, size);
    }
    await this.forget(region, epoch);
  }

  private async list(region: string): Promise<Listed> {
    const kinds = await Promise.all(
      this.kinds.map(async (kind) => {
        const active = new Map(kind.wanted(region).map((wanted) => [wanted.name, wanted.active]));
        const listed = await kind.list(region);
        return listed.map((scalable) => ({ ...scalable, kind, active: active.get(scalable.name) ?? scalable }));
      }),
    );
    return kinds.flat();
  }

  /** Records the sizes before the first raise of an epoch. */
  private async remember(region: string, epoch: number, listed: Listed): Promise<void> {
    const sizes = Object.fromEntries(listed.map(({ name, minimum, desired }) => [name, { minimum, desired }]));
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
