import { EDGE_ROUTING } from "../../../config/defaults";
import { EDGE_STATE_KEY, firstEdgeState } from "../../../failover/protocol/edge-state";
import { renderRouter } from "../../../router/router";
import { loadFunction } from "../../../router/sandbox";
import type { Address, Link } from "../network/link";
import type { Network } from "../network/network";
import { seededRandom } from "../random";
import type { DrillSettings } from "../settings";
import { EDGE, FIRST_REGION, REGIONS } from "../topology";
import { EdgeCache } from "./cache";
import { EdgeLocation } from "./edge-location";
import { KeyValueStore } from "./key-value-store";
import { Origin } from "./origin";

/** More than one, so that locations can see different states. */
const LOCATIONS = 2;
const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
const FIRST_STATE = firstEdgeState(FIRST_REGION);

/** CloudFront in the drill: edge locations with the distribution's function and origins, and the key-value store. */
export class Edge {
  private constructor(
    readonly store: KeyValueStore,
    readonly locations: readonly EdgeLocation[],
  ) {}

  /** @param loadBalancer returns the address to which a region's load balancer sends the next connection */
  static async start(
    network: Network,
    settings: DrillSettings,
    loadBalancer: (region: string) => Address | number,
  ): Promise<Edge> {
    const store = new KeyValueStore(settings.propagation, seededRandom(settings.seed, "propagation"));
    store.put(EDGE_STATE_KEY, JSON.stringify(FIRST_STATE), store.read(EDGE_STATE_KEY).etag);
    const text = renderRouter({ regions: REGIONS, activeRegion: FIRST_REGION, ...EDGE_ROUTING });
    const links = new Map<string, Link>();
    for (const region of REGIONS) {
      links.set(region, await network.connect(EDGE, region, "load balancer", () => loadBalancer(region)));
    }
    const locations: EdgeLocation[] = [];
    for (let number = 0; number < LOCATIONS; number++) {
      const route = loadFunction(text, { origins: REGIONS, store: store.addLocation() });
      const origins = new Map([...links].map(([region, link]) => [region, new Origin(link, settings.origin)]));
      const cache = new EdgeCache(EDGE_ROUTING.cacheKeyHeaders, Date.now);
      const location = new EdgeLocation({ allowedMethods: METHODS, targetOrigin: FIRST_REGION, cache }, origins, route);
      await location.open();
      locations.push(location);
    }
    return new Edge(store, locations);
  }

  close(): void {
    this.store.close();
    for (const location of this.locations) location.close();
  }
}
