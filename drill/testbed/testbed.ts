import { Application } from "../../failover/adapters/application";
import { encodeLease, firstLease } from "../../failover/protocol/lease-item";
import { LEASE_KEY } from "../../failover/protocol/lease-keys";
import type { LeaseTiming } from "../../failover/protocol/types";
import { Edge } from "./edge/edge";
import { Origin } from "./edge/origin";
import type { Site } from "./failure-detector";
import { GlobalDatabase } from "./global-database";
import { LeaseCluster } from "./lease/lease-cluster";
import type { Endpoints } from "./load/load";
import type { Link } from "./network/link";
import { Network } from "./network/network";
import type { ProcessTable } from "./processes/process-table";
import { RegionPair } from "./region/region-pair";
import type { DrillSettings } from "./settings";
import { EDGE, FIRST_REGION, REGIONS, SECOND_REGION, THIRD_SITE } from "./topology";

/** The links of a controller, except those to the lease regions. */
export interface ControllerLinks {
  /** To an edge location, as for any client. */
  readonly edge: Link;
  /** To the key-value store. */
  readonly store: Link;
  /** To the other region's control plane. */
  readonly otherRegion: Link;
}

/** The running system of a drill: regions, lease regions, edge, and the links between them. */
export class Testbed {
  /** The region to which the storage access point routes all requests. */
  storageRoute: string = FIRST_REGION;
  /** Undefined for a database with a replica of RDS. */
  readonly globalDatabase: GlobalDatabase | undefined;

  private constructor(
    readonly settings: DrillSettings,
    readonly processes: ProcessTable,
    readonly network: Network,
    readonly lease: LeaseCluster,
    readonly regions: RegionPair,
    readonly edge: Edge,
    private readonly controllers: ReadonlyMap<string, ControllerLinks>,
    /** To the first region's load balancer, from inside that region. */
    private readonly internal: Origin,
    /** From each site of the failure detector to an edge location. */
    private readonly detectorLinks: ReadonlyMap<string, Link>,
  ) {
    if (settings.database === "aurora-global") {
      this.globalDatabase = new GlobalDatabase(regions, (region) => this.linksFrom(region).otherRegion);
    }
  }

  /** @param ownNetwork whether the drill runs in a network namespace of its own */
  static async start(settings: DrillSettings, processes: ProcessTable, ownNetwork: boolean): Promise<Testbed> {
    const opened: { close(): void }[] = [];
    try {
      return await Testbed.assemble(settings, processes, ownNetwork, opened);
    } catch (error) {
      // An open server would keep the process alive after the error.
      for (const part of opened) part.close();
      throw error;
    }
  }

  /** @param opened receives each part that listens, as soon as it does */
  private static async assemble(
    settings: DrillSettings,
    processes: ProcessTable,
    ownNetwork: boolean,
    opened: { close(): void }[],
  ): Promise<Testbed> {
    // Instances in namespaces reach the links by other addresses than that of the loopback interface.
    const network = new Network(settings.seed, settings.degradation, ownNetwork ? "0.0.0.0" : undefined);
    opened.push(network);
    const lease = await LeaseCluster.start(network, settings.seed);
    opened.push(lease);
    await seedLease(lease, settings.lease);
    const regions = await RegionPair.start(network, processes, lease, settings, ownNetwork);
    opened.push(regions);
    const edge = await Edge.start(network, settings, (region) => regions.at(region).loadBalancer.next());
    opened.push(edge);
    const controllers = new Map<string, ControllerLinks>();
    for (const [site, other] of [[FIRST_REGION, SECOND_REGION] as const, [SECOND_REGION, FIRST_REGION] as const]) {
      controllers.set(site, {
        edge: await network.connect(site, EDGE, "client", () => edge.locations[0]?.port ?? 0),
        store: await network.connect(site, EDGE, "store", () => 0),
        otherRegion: await network.connect(site, other, "control plane", () => 0),
      });
    }
    const detectorLinks = new Map<string, Link>();
    for (const site of [SECOND_REGION, THIRD_SITE]) {
      detectorLinks.set(
        site,
        await network.connect(site, EDGE, "failure detector", () => edge.locations[0]?.port ?? 0),
      );
    }
    const loadBalancer = () => regions.at(FIRST_REGION).loadBalancer.next();
    const internal = new Origin(
      await network.connect(FIRST_REGION, FIRST_REGION, "load balancer", loadBalancer),
      settings.origin,
    );
    return new Testbed(settings, processes, network, lease, regions, edge, controllers, internal, detectorLinks);
  }

  /** The links of the controller that runs at the site. */
  linksFrom(site: string): ControllerLinks {
    const links = this.controllers.get(site);
    if (links === undefined) throw new Error(`no controller runs in ${site}`);
    return links;
  }

  /** The endpoints for the load. */
  get endpoints(): Endpoints {
    return {
      edge: this.edge.locations.map((location) => (request) => location.answer(request)),
      internal: async (request) => {
        const answer = await this.internal.send(request);
        return answer.kind === "answered" ? { ...answer, by: "origin" } : null;
      },
    };
  }

  /** The sites of the failure detector, which probe through the edge. */
  get sites(): Site[] {
    const { timeoutSeconds } = this.settings.failureDetector;
    const fetchWithTimeout: typeof fetch = (input, init) =>
      fetch(input, { ...init, signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    return [...this.detectorLinks].map(([name, link]) => ({
      name,
      application: this.application(link, fetchWithTimeout),
    }));
  }

  /** The application as a client reaches it over a link to the edge. */
  application(edge: Link, request: typeof fetch = fetch): Application {
    const regions = Object.fromEntries(REGIONS.map((region) => [region, { cidr: "" }]));
    return new Application({ url: `http://127.0.0.1:${edge.port}`, regions }, request);
  }

  /** Stops the servers in this process; the process table ends the other processes. */
  close(): void {
    this.edge.close();
    this.internal.close();
    this.regions.close();
    this.lease.close();
    this.network.close();
  }
}

/** Writes the lease as a first deployment does. */
async function seedLease(lease: LeaseCluster, timing: LeaseTiming): Promise<void> {
  const { leaseSeconds, writeSeconds } = timing;
  await lease
    .from(SECOND_REGION)
    .replace(LEASE_KEY.pk, null, JSON.stringify(encodeLease(firstLease(FIRST_REGION, { leaseSeconds, writeSeconds }))));
}
