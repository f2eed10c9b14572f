import { Application } from "../../failover/adapters/application";
import { keyOf } from "../../failover/adapters/aws/database-key";
import { encodeLease, firstLease } from "../../failover/protocol/lease-item";
import { LEASE_KEY } from "../../failover/protocol/lease-keys";
import type { LeaseTiming } from "../../failover/protocol/types";
import { Edge } from "./edge/edge";
import { Origin } from "./edge/origin";
import type { Site } from "./failure-detector";
import { LeaseCluster } from "./lease/lease-cluster";
import type { Doors } from "./load/load";
import type { Link } from "./network/link";
import { Network } from "./network/network";
import type { ProcessTable } from "./processes/process-table";
import { RegionPair } from "./region/region-pair";
import type { DrillSettings } from "./settings";
import { AWAY, EDGE, HOME, REGIONS, THIRD_SITE } from "./topology";

/** The ways that a controller in one region has, apart from those to the lease. */
export interface ControllerLinks {
  /** To an edge location, as any client. */
  readonly edge: Link;
  /** To the store that the edge reads. */
  readonly store: Link;
  /** To the other region's control plane. */
  readonly otherRegion: Link;
}

/** Everything that a drill is played with, running: the regions, the lease regions, the edge, and the links between them. */
export class Testbed {
  /** Where the storage access point sends everything. */
  storageRoute: string = HOME;

  private constructor(
    readonly settings: DrillSettings,
    readonly processes: ProcessTable,
    readonly network: Network,
    readonly lease: LeaseCluster,
    readonly regions: RegionPair,
    readonly edge: Edge,
    private readonly controllers: ReadonlyMap<string, ControllerLinks>,
    /** To the first region's entrance, from inside of it. */
    private readonly inside: Origin,
    /** To an edge location, from each site that watches. */
    private readonly watchLinks: ReadonlyMap<string, Link>,
  ) {}

  static async start(settings: DrillSettings, processes: ProcessTable): Promise<Testbed> {
    const network = new Network(settings.seed, settings.sickness);
    const lease = await LeaseCluster.start(network, settings.seed);
    await seedLease(lease, settings.lease);
    const regions = await RegionPair.start(network, processes, lease, settings);
    const edge = await Edge.start(network, settings, (region) => regions.at(region).entrance.next());
    const controllers = new Map<string, ControllerLinks>();
    for (const [zone, other] of [[HOME, AWAY] as const, [AWAY, HOME] as const]) {
      controllers.set(zone, {
        edge: await network.connect(zone, EDGE, "client", () => edge.locations[0]?.port ?? 0),
        store: await network.connect(zone, EDGE, "store", () => 0),
        otherRegion: await network.connect(zone, other, "control plane", () => 0),
      });
    }
    const watchLinks = new Map<string, Link>();
    for (const zone of [AWAY, THIRD_SITE]) {
      watchLinks.set(zone, await network.connect(zone, EDGE, "watch", () => edge.locations[0]?.port ?? 0));
    }
    const entrance = () => regions.at(HOME).entrance.next();
    const inside = new Origin(await network.connect(HOME, HOME, "entrance", entrance), settings.origin);
    return new Testbed(settings, processes, network, lease, regions, edge, controllers, inside, watchLinks);
  }

  /** The ways of a controller that runs in the region. */
  linksFrom(zone: string): ControllerLinks {
    const links = this.controllers.get(zone);
    if (links === undefined) throw new Error(`no controller runs in ${zone}`);
    return links;
  }

  /** What the load goes through. */
  get doors(): Doors {
    return {
      edge: this.edge.locations.map((location) => (request) => location.answer(request)),
      inside: async (request) => {
        const answer = await this.inside.ask(request);
        return answer.kind === "answered" ? { ...answer, by: "origin" } : null;
      },
    };
  }

  /** The sites that watch, each looking through the edge. */
  get sites(): Site[] {
    const { timeoutSeconds } = this.settings.watch;
    const impatient: typeof fetch = (input, init) =>
      fetch(input, { ...init, signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    return [...this.watchLinks].map(([name, link]) => ({ name, application: this.application(link, impatient) }));
  }

  /** The application as it is reached over a link to the edge. */
  application(edge: Link, request: typeof fetch = fetch): Application {
    const regions = Object.fromEntries(REGIONS.map((region) => [region, { cidr: "" }]));
    const key = async () => keyOf(this.regions.password);
    return new Application({ url: `http://127.0.0.1:${edge.port}`, regions }, key, request);
  }

  /** Ends what runs in this process; the process table ends the rest. */
  close(): void {
    this.edge.close();
    this.inside.close();
    this.regions.close();
    this.lease.close();
    this.network.close();
  }
}

/** Writes the lease as a first deployment does. */
async function seedLease(lease: LeaseCluster, timing: LeaseTiming): Promise<void> {
  const { leaseSeconds, writeSeconds } = timing;
  await lease
    .from(AWAY)
    .replace(LEASE_KEY.pk, null, JSON.stringify(encodeLease(firstLease(HOME, { leaseSeconds, writeSeconds }))));
}
