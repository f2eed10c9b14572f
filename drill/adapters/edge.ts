import { EDGE_STATE_KEY, mayReplace, parseEdgeState } from "../../failover/protocol/edge-state";
import { type EdgePort, StaleEpoch } from "../../failover/protocol/ports";
import type { EdgeState } from "../../failover/protocol/types";
import type { KeyValueStore } from "../testbed/edge/key-value-store";
import type { Link } from "../testbed/network/link";

/** Time limit for reaching the routing store, in milliseconds. */
const TIMEOUT = 2000;

/** The edge state in the drill's key-value store, written on condition of the store's ETag. */
export class LocalEdge implements EdgePort {
  constructor(
    private readonly store: KeyValueStore,
    private readonly link: Link,
  ) {}

  async read(): Promise<EdgeState | null> {
    await this.link.reachable(AbortSignal.timeout(TIMEOUT));
    return parseEdgeState(this.store.read(EDGE_STATE_KEY).value);
  }

  async write(state: EdgeState): Promise<void> {
    await this.link.reachable(AbortSignal.timeout(TIMEOUT));
    const { value, etag } = this.store.read(EDGE_STATE_KEY);
    const current = parseEdgeState(value);
    if (!mayReplace(current, state)) {
      throw new StaleEpoch(`edge: epoch ${state.epoch} may not replace epoch ${current?.epoch}`);
    }
    this.store.put(EDGE_STATE_KEY, JSON.stringify(state), etag);
  }
}
