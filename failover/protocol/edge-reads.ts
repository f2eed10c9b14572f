import { evaluateGate, type Watermarks } from "./gate";
import type { DatabaseState } from "./ports";
import type { EdgeState, GateLimits, Lease } from "./types";

/** State of the edge's reads, and whether they may fail over to a standby again. */
export interface ReadsVerdict {
  readonly release: boolean;
  /** The reason; empty if reads are not pinned or a run has not ended. */
  readonly reason: string;
}

/**
 * Whether reads that a failover pinned to the active region may fail over to the standby again. The standby's database must be a
 * replica of the active region and pass the promotion gate; until then its answers would be stale.
 * @param standby the region that the router would try: the first of the topology that is not active
 * @param now milliseconds since 1970
 */
export function evaluateReads(
  { lease, edge, gate }: { readonly lease: Lease; readonly edge: EdgeState | null; readonly gate: GateLimits },
  standby: string,
  database: DatabaseState,
  watermarks: Watermarks,
  now: number,
): ReadsVerdict {
  const settled = edge?.epoch === lease.epoch && edge.active === lease.active && lease.active === lease.lastWriter;
  if (!settled || edge.reads !== "pinned" || edge.writes !== "open" || lease.writes !== "open") {
    return { release: false, reason: "" };
  }
  const { pass, reason } = evaluateGate(
    { mode: "rehearse", to: standby, before: lease, gate },
    database,
    watermarks,
    now,
  );
  return { release: pass && database.role === "replica", reason };
}
