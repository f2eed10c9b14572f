import type { EdgeState } from "./types";

/** Key of the edge state in the edge's key-value store; the value is JSON. */
export const EDGE_STATE_KEY = "state";

/** Requests under this path and a region's name go to that region, whatever the state is. Probes use it. */
export const REGION_PATH = "/redoubt/at/";

/**
 * Whether `next` may replace `current`: never an older epoch; within an epoch writes may become held but not open again, so that a
 * delayed "hold" cannot undo a switch, nor a delayed "open" a hold. An equal state may be written again.
 */
export function mayReplace(current: EdgeState | null, next: EdgeState): boolean {
  if (current === null || next.epoch > current.epoch) return true;
  if (next.epoch < current.epoch || next.active !== current.active) return false;
  return current.writes === "open" || next.writes === "held";
}

/** The state in the store's text; null when it is absent or malformed. The router then routes as deployed. */
export function parseEdgeState(text: string | undefined): EdgeState | null {
  if (text === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { active, epoch, reads, writes } = value as Partial<Record<keyof EdgeState, unknown>>;
  if (typeof active !== "string" || typeof epoch !== "number" || !Number.isSafeInteger(epoch)) return null;
  if ((reads !== "failover" && reads !== "pinned") || (writes !== "open" && writes !== "held")) return null;
  return { active, epoch, reads, writes };
}

/** The state that the first deployment writes. */
export function firstEdgeState(active: string): EdgeState {
  return { active, epoch: 1, reads: "failover", writes: "open" };
}
