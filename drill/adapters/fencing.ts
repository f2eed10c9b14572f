import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { FencingPort } from "../../failover/protocol/ports";
import type { Link } from "../testbed/network/link";
import type { RegionPair } from "../testbed/region/region-pair";

/** How long the other region's control plane is waited for, in milliseconds. */
const REACH = 2000;

/** Cuts a region's instances off from their database, as network ACLs do: through that region's own control plane. */
export class LocalFencing implements FencingPort {
  /** @param zone where the controller runs: its own region needs no link */
  constructor(
    private readonly regions: RegionPair,
    private readonly guard: EpochGuard,
    private readonly zone: string,
    private readonly otherRegion: Link,
  ) {}

  async fence(region: string, epoch: number): Promise<void> {
    await this.set(region, epoch, true);
  }

  async release(region: string, epoch: number): Promise<void> {
    await this.set(region, epoch, false);
  }

  private async set(region: string, epoch: number, fenced: boolean): Promise<void> {
    await this.guard.check(epoch, `${fenced ? "fence" : "release"} ${region}`);
    if (region !== this.zone) await this.otherRegion.reachable(AbortSignal.timeout(REACH));
    this.regions.at(region).fenced = fenced;
  }
}
