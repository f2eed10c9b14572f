import type { EdgeAnswer } from "../edge/answer";

/**
 * The outcome of a request. held: by the edge's function. refused: by a region without the lease. unavailable: 502 or 504 from the edge.
 * error: from the application. unanswered: no response to a client that bypasses the edge.
 */
export const OUTCOMES = ["ok", "held", "refused", "unavailable", "error", "unanswered"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One request of the load, as its client saw it. */
export interface Sample {
  readonly kind: "read" | "write";
  /** Through the edge, or from inside the first region directly to its load balancer. */
  readonly via: "edge" | "internal";
  /** Milliseconds since the drill began. */
  readonly began: number;
  readonly ended: number;
  readonly outcome: Outcome;
  /** The region that answered; null when none did. */
  readonly region: string | null;
  /** The number of the write; null for a read. */
  readonly number: number | null;
}

/** Classifies a response; null stands for no response. */
export function outcomeOf(
  answer: Pick<EdgeAnswer, "status" | "body" | "by"> | null,
): Pick<Sample, "outcome" | "region"> {
  if (answer === null) return { outcome: "unanswered", region: null };
  const { region = null, refused } = parse(answer.body.toString());
  const { status, by } = answer;
  if (status === 200 || status === 201) return { outcome: "ok", region };
  if (by === "function") return { outcome: "held", region };
  if (by === "edge") return { outcome: "unavailable", region };
  return { outcome: status === 503 && refused === "no lease" ? "refused" : "error", region };
}

function parse(body: string): { region?: string; refused?: string } {
  try {
    return JSON.parse(body) as { region?: string; refused?: string };
  } catch {
    // Responses of the edge itself have an empty body.
    return {};
  }
}
