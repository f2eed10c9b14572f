import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { CapacityPort } from "../../failover/protocol/ports";
import type { RegionPair } from "../testbed/region/region-pair";
import type { DrillSettings } from "../testbed/settings";

/** A region's instances, started as processes; asked for in one call and waited for in the next, as Auto Scaling is. */
export class LocalCapacity implements CapacityPort {
  constructor(
    private readonly regions: RegionPair,
    private readonly guard: EpochGuard,
    private readonly capacity: DrillSettings["capacity"],
  ) {}

  async raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }> {
    await this.guard.check(epoch, `raise the capacity of ${region}`);
    const target = this.regions.at(region);
    this.ask(region, Math.max(target.wanted, this.capacity.active));
    const { healthy } = target.entrance;
    return { ready: healthy >= target.wanted, detail: `${healthy} of ${target.wanted} instances are healthy` };
  }

  async restore(region: string, epoch: number): Promise<void> {
    // A run that puts back has given the lease back before, with the epoch after its own.
    await this.guard.check(epoch + 1, `restore the capacity of ${region}`);
    this.ask(region, this.capacity.standby);
  }

  /** Not waited for: an instance that does not start is seen by who asks whether they are healthy. */
  private ask(region: string, count: number): void {
    this.regions
      .at(region)
      .resize(count)
      .catch(() => undefined);
  }
}
