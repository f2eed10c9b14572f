import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { CapacityPort } from "../../failover/protocol/ports";
import type { RegionPair } from "../testbed/region/region-pair";
import type { DrillSettings } from "../testbed/settings";

/** A region's instances as local processes. One call sets the size and later calls report readiness, as Auto Scaling does. */
export class LocalCapacity implements CapacityPort {
  constructor(
    private readonly regions: RegionPair,
    private readonly guard: EpochGuard,
    private readonly capacity: DrillSettings["capacity"],
  ) {}

  async raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }> {
    await this.guard.check(epoch, `raise the capacity of ${region}`);
    const target = this.regions.at(region);
    this.resize(region, Math.max(target.desired, this.capacity.active));
    const { healthy } = target.loadBalancer;
    return { ready: healthy >= target.desired, detail: `${healthy} of ${target.desired} instances are healthy` };
  }

  async restore(region: string, epoch: number): Promise<void> {
    // A run that rolls back has released the lease before, which raised the epoch by one.
    await this.guard.check(epoch + 1, `restore the capacity of ${region}`);
    this.resize(region, this.capacity.standby);
  }

  /** Does not wait. An instance that fails to start shows in the number of healthy instances. */
  private resize(region: string, count: number): void {
    this.regions
      .at(region)
      .resize(count)
      .catch(() => undefined);
  }
}
