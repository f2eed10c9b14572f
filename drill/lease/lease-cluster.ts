import type { Link } from "../network/link";
import type { Network } from "../network/network";
import { LEASE_REGIONS, NEAREST } from "../places";
import { seededRandom } from "../random";
import { LeaseRegion } from "./lease-region";
import { LeaseStore } from "./lease-store";

/** The lease regions, each linked to the others, and what leads to them from where the lease is read and written. */
export class LeaseCluster {
  private constructor(
    private readonly regions: readonly LeaseRegion[],
    private readonly linksFrom: ReadonlyMap<string, readonly Link[]>,
  ) {}

  static async start(network: Network, seed: number): Promise<LeaseCluster> {
    const regions = LEASE_REGIONS.map((name) => new LeaseRegion(name));
    const byName = new Map(regions.map((region) => [region.name, region]));
    for (const region of regions) await region.open();
    const link = (from: string, to: string) => network.connect(from, to, "lease", () => byName.get(to)?.port ?? 0);
    for (const region of regions) {
      const others = LEASE_REGIONS.filter((name) => name !== region.name);
      const links = await Promise.all(others.map((other) => link(region.name, other)));
      region.join(
        links.map(({ port }) => port),
        seededRandom(seed, `lease ${region.name}`),
      );
    }
    const linksFrom = new Map<string, Link[]>();
    for (const [zone, nearest] of Object.entries(NEAREST)) {
      linksFrom.set(zone, await Promise.all(nearest.map((name) => link(zone, name))));
    }
    return new LeaseCluster(regions, linksFrom);
  }

  /** The store as seen from a region. */
  from(zone: string): LeaseStore {
    return new LeaseStore(this.portsFrom(zone));
  }

  /** The ports at which the region's own processes find the lease regions, nearest first. */
  portsFrom(zone: string): number[] {
    return (this.linksFrom.get(zone) ?? []).map(({ port }) => port);
  }

  close(): void {
    for (const region of this.regions) region.close();
  }
}
