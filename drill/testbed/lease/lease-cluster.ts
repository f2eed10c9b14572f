import type { Link } from "../network/link";
import type { Network } from "../network/network";
import { seededRandom } from "../random";
import { LEASE_REGIONS, NEAREST } from "../topology";
import { LeaseRegion } from "./lease-region";
import { LeaseStore } from "./lease-store";

interface Way {
  readonly link: Link;
  readonly region: LeaseRegion;
}

/** The lease regions, each linked to the others, and what leads to them from where the lease is read and written. */
export class LeaseCluster {
  private constructor(
    private readonly regions: readonly LeaseRegion[],
    private readonly waysFrom: ReadonlyMap<string, readonly Way[]>,
  ) {}

  static async start(network: Network, seed: number): Promise<LeaseCluster> {
    const regions = LEASE_REGIONS.map((name) => new LeaseRegion(name));
    for (const region of regions) await region.open();
    const way = async (from: string, region: LeaseRegion): Promise<Way> => {
      return { link: await network.connect(from, region.name, "lease", () => region.port), region };
    };
    for (const region of regions) {
      const others = regions.filter((other) => other !== region);
      const ways = await Promise.all(others.map((other) => way(region.name, other)));
      region.join(ways, seededRandom(seed, `lease ${region.name}`));
    }
    const waysFrom = new Map<string, Way[]>();
    for (const [zone, nearest] of Object.entries(NEAREST)) {
      const asked = nearest.flatMap((name) => regions.filter((region) => region.name === name));
      waysFrom.set(zone, await Promise.all(asked.map((region) => way(zone, region))));
    }
    return new LeaseCluster(regions, waysFrom);
  }

  /** The store as seen from a region. */
  from(zone: string): LeaseStore {
    return new LeaseStore(this.waysFrom.get(zone) ?? []);
  }

  /** The ports at which the region's lease agents find the lease regions, nearest first. */
  portsFrom(zone: string): number[] {
    return (this.waysFrom.get(zone) ?? []).map(({ link }) => link.port);
  }

  close(): void {
    for (const region of this.regions) region.close();
  }
}
