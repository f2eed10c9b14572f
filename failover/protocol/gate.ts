import type { DatabaseState } from "./ports";
import type { Plan } from "./types";

/** What the promotion gate says of a target. */
export interface Verdict {
  pass: boolean;
  /** What was found, with the figures; what of it stands against promotion. */
  reason: string;
  /** What force would lose, for people; null where nothing. */
  loss: string | null;
}

/**
 * The promotion gate: whether the target's database may become the one that is written to. -1 is unknown, not zero lag.
 * @param now milliseconds since 1970
 */
export function evaluateGate(
  plan: Pick<Plan, "mode" | "to" | "before" | "gate">,
  database: DatabaseState,
  now: number,
): Verdict {
  const { before, to, gate } = plan;
  if (plan.mode === "switchover" && (before.writes !== "open" || before.active !== before.lastWriter)) {
    return refuse(
      `a switchover starts from a region that takes writes, and epoch ${before.epoch} is in the middle of a failover`,
    );
  }
  if (before.lastWriter === to && database.role === "primary") {
    return { pass: true, reason: `${to} took the last writes and its database is still primary`, loss: null };
  }
  if (database.role !== "replica") {
    return refuse(
      `the database of ${to} is ${database.role === "primary" ? "a primary that took no writes since" : "being promoted while"} ${before.lastWriter} did: rebuild it as a replica`,
      `everything that ${before.lastWriter} accepted since the database of ${to} left it`,
    );
  }
  if (database.source !== before.lastWriter) {
    return refuse(
      `the database of ${to} replicates from ${database.source ?? "nowhere"}, and ${before.lastWriter} took the last writes: rebuild it`,
      `everything that ${before.lastWriter} accepted and ${database.source ?? "nobody"} did not`,
    );
  }
  const { lag } = database;
  if (lag === null || lag.seconds < 0) {
    return refuse(
      `the replication lag of ${to} is unknown, which is not zero`,
      "an unknown amount of acknowledged writes",
    );
  }
  const age = Math.max(0, Math.round((now - lag.measuredAt) / 1000));
  const found = `the replication lag of ${to} was ${lag.seconds} s, measured ${age} s ago`;
  if (age > gate.staleSeconds) {
    return refuse(
      `${found}: older than ${gate.staleSeconds} s`,
      `acknowledged writes of the last ${lag.seconds + age} s`,
    );
  }
  const loss = `acknowledged writes of the last ${lag.seconds} s`;
  if (lag.seconds > gate.maxLagSeconds) return refuse(`${found}: over the limit of ${gate.maxLagSeconds} s`, loss);
  return { pass: true, reason: found, loss: plan.mode === "failover" && lag.seconds > 0 ? loss : null };
}

function refuse(reason: string, loss: string | null = null): Verdict {
  return { pass: false, reason, loss };
}
