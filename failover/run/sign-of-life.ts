import type { Watermarks } from "../protocol/gate";
import type { Plan } from "../protocol/types";

/**
 * Why the region that a failover leaves is not lost: its database has acknowledged a beat a moment ago. Null if nothing shows it.
 * @param now when the watermarks were read, milliseconds since 1970
 */
export function signOfLife(
  { before, gate, mode, to }: Pick<Plan, "before" | "gate" | "mode" | "to">,
  { acknowledged }: Watermarks,
  now: number,
): string | null {
  const { lastWriter, writes } = before;
  // Of any epoch: a move of the lease begins another one in the same region.
  if (mode !== "failover" || lastWriter === to || writes !== "open" || acknowledged === undefined) return null;
  const seconds = Math.round((now - acknowledged.at) / 1000);
  if (Math.abs(seconds) > gate.aliveSeconds) return null;
  return `the database of ${lastWriter} acknowledged a beat ${seconds} s ago`;
}
