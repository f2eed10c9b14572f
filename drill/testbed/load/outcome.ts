import type { EdgeAnswer } from "../edge/behaviour";

/**
 * What became of a request: ok; held by the edge's function; refused by a region without the lease; unavailable (502 or 504
 * of the edge's own); error of the application; unanswered, when there was no edge in between to say so.
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

/** What an answer, or null for none, means to the client. */
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
    // What the edge answers by itself has an empty body.
    return {};
  }
}
