import { EDGE_STATE_KEY, firstEdgeState } from "../../../failover/protocol/edge-state";
import { renderRouter } from "../../../router/router";
import { loadFunction } from "../../../router/sandbox";
import type { Link } from "../network/link";
import type { Network } from "../network/network";
import { seededRandom } from "../random";
import type { DrillSettings } from "../settings";
import { EDGE, HOME, REGIONS } from "../topology";
import { EdgeLocation } from "./edge-location";
import { KeyValueStore } from "./key-value-store";
import { Origin } from "./origin";

/** Two, since what can go wrong is that they see different states. */
const LOCATIONS = 2;
const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
const FIRST_STATE = firstEdgeState(HOME);

/** CloudFront as the drill has it: the distribution's function and origins at each location, and the key-value store. */
export class Edge {
  private constructor(
    readonly store: KeyValueStore,
    readonly locations: readonly EdgeLocation[],
  ) {}

  /** @param entrance where a region's entrance sends the next connection */
  static async start(network: Network, settings: DrillSettings, entrance: (region: string) => number): Promise<Edge> {
    const store = new KeyValueStore(settings.propagation, seededRandom(settings.seed, "propagation"));
    store.put(EDGE_STATE_KEY, JSON.stringify(FIRST_STATE), store.read(EDGE_STATE_KEY).etag);
    const text = renderRouter({ regions: REGIONS, activeRegion: HOME });
    const links = new Map<string, Link>();
    for (const region of REGIONS) {
      links.set(region, await network.connect(EDGE, region, "entrance", () => entrance(region)));
    }
    const locations: EdgeLocation[] = [];
    for (let number = 0; number < LOCATIONS; number++) {
      const route = loadFunction(text, { origins: REGIONS, store: store.addLocation() });
      const origins = new Map([...links].map(([region, link]) => [region, new Origin(link, settings.origin)]));
      const location = new EdgeLocation({ allowedMethods: METHODS, targetOrigin: HOME }, origins, route);
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
