import { EDGE_STATE_KEY, mayReplace, parseEdgeState } from "../../failover/protocol/edge-state";
import { type EdgePort, StaleEpoch } from "../../failover/protocol/ports";
import type { EdgeState } from "../../failover/protocol/types";
import type { KeyValueStore } from "../testbed/edge/key-value-store";
import type { Link } from "../testbed/network/link";

/** How long the store is waited for, in milliseconds. */
const REACH = 2000;

/** The edge's state in the drill's key-value store, written on the condition of its ETag. */
export class LocalEdge implements EdgePort {
  constructor(
    private readonly store: KeyValueStore,
    private readonly link: Link,
  ) {}

  async read(): Promise<EdgeState | null> {
    await this.link.reachable(AbortSignal.timeout(REACH));
    return parseEdgeState(this.store.read(EDGE_STATE_KEY).value);
  }

  async write(state: EdgeState): Promise<void> {
    await this.link.reachable(AbortSignal.timeout(REACH));
    const { value, etag } = this.store.read(EDGE_STATE_KEY);
    const current = parseEdgeState(value);
    if (!mayReplace(current, state)) {
      throw new StaleEpoch(`edge: epoch ${state.epoch} may not replace epoch ${current?.epoch}`);
    }
    this.store.put(EDGE_STATE_KEY, JSON.stringify(state), etag);
  }
}
