import type { IncomingHttpHeaders } from "node:http";
import { ANSWERED_BY } from "../edge/edge-location";

/**
 * What became of a request: ok; held by the edge's function; refused by a region without the lease; unavailable (502, 503 or
 * 504 of the edge or of a region's entrance); error of the application; unanswered within the client's patience.
 */
export const OUTCOMES = ["ok", "held", "refused", "unavailable", "error", "unanswered"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One request of the load, as its client saw it. */
export interface Sample {
  readonly kind: "read" | "write";
  /** Through the edge, or from inside the region straight to its entrance. */
  readonly via: "edge" | "inside";
  /** Milliseconds since the drill began. */
  readonly began: number;
  readonly ended: number;
  readonly outcome: Outcome;
  /** The region that answered; null when none did. */
  readonly region: string | null;
  /** The number that was written; null for a read. */
  readonly number: number | null;
}

/** What an answer means to the client. */
export function outcomeOf(
  status: number,
  headers: IncomingHttpHeaders,
  body: string,
): { outcome: Outcome; region: string | null } {
  const { region = null, refused } = parse(body);
  if (status === 200 || status === 201) return { outcome: "ok", region };
  if (headers[ANSWERED_BY] === "function") return { outcome: "held", region };
  if (status === 503 && refused !== undefined) return { outcome: "refused", region };
  if (status === 502 || status === 503 || status === 504) return { outcome: "unavailable", region };
  return { outcome: "error", region };
}

function parse(body: string): { region?: string; refused?: string } {
  try {
    return JSON.parse(body) as { region?: string; refused?: string };
  } catch {
    // The edge and the entrances answer with an empty body.
    return {};
  }
}
