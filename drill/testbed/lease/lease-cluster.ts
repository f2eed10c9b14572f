import type { Link } from "../network/link";
import type { Network } from "../network/network";
import { seededRandom } from "../random";
import { LEASE_REGIONS, NEAREST } from "../topology";
import { LeaseRegion } from "./lease-region";
import { LeaseStore } from "./lease-store";

interface Connection {
  readonly link: Link;
  readonly region: LeaseRegion;
}

/** The lease regions, linked to each other and to the regions that read and write the lease. */
export class LeaseCluster {
  private constructor(
    private readonly regions: readonly LeaseRegion[],
    private readonly connectionsFrom: ReadonlyMap<string, readonly Connection[]>,
  ) {}

  static async start(network: Network, seed: number): Promise<LeaseCluster> {
    const regions = LEASE_REGIONS.map((name) => new LeaseRegion(name));
    for (const region of regions) await region.open();
    const connect = async (from: string, region: LeaseRegion): Promise<Connection> => {
      return { link: await network.connect(from, region.name, "lease", () => region.port), region };
    };
    for (const region of regions) {
      const others = regions.filter((other) => other !== region);
      const connections = await Promise.all(others.map((other) => connect(region.name, other)));
      region.join(connections, seededRandom(seed, `lease ${region.name}`));
    }
    const connectionsFrom = new Map<string, Connection[]>();
    for (const [site, nearest] of Object.entries(NEAREST)) {
      const reachable = nearest.flatMap((name) => regions.filter((region) => region.name === name));
      connectionsFrom.set(site, await Promise.all(reachable.map((region) => connect(site, region))));
    }
    return new LeaseCluster(regions, connectionsFrom);
  }

  /** The store as a site reaches it. */
  from(site: string): LeaseStore {
    return new LeaseStore(this.connectionsFrom.get(site) ?? []);
  }

  /** The ports at which the site's lease agents reach the lease regions, nearest first. */
  portsFrom(site: string): number[] {
    return (this.connectionsFrom.get(site) ?? []).map(({ link }) => link.port);
  }

  close(): void {
    for (const region of this.regions) region.close();
  }
}
