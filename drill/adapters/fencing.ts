import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { FencingPort } from "../../failover/protocol/ports";
import type { Link } from "../testbed/network/link";
import type { RegionPair } from "../testbed/region/region-pair";

/** Time limit for reaching the other region's control plane, in milliseconds. */
const TIMEOUT = 2000;

/** Blocks a region's instances from their database, as network ACLs do, through that region's control plane. */
export class LocalFencing implements FencingPort {
  /** @param site where the controller runs; it reaches the control plane of its own region without a link */
  constructor(
    private readonly regions: RegionPair,
    private readonly guard: EpochGuard,
    private readonly site: string,
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
    if (region !== this.site) await this.otherRegion.reachable(AbortSignal.timeout(TIMEOUT));
    this.regions.at(region).fenced = fenced;
  }
}
