import type { DatabaseState, WatermarksPort } from "./ports";
import type { GateLimits, Lease, Mode, Plan } from "./types";
import { type AcknowledgedBeat, type Beat, type ReplayedBeat, seriesPauseMs } from "./watermarks";

/** The promotion gate's verdict on a target. */
export interface Verdict {
  pass: boolean;
  /** The measured values, and each reason against a promotion. */
  reason: string;
  /** What a forced promotion would lose, as text; null if nothing. */
  loss: string | null;
  /**
   * A refusal that can end by itself while both regions are well: a replica that was just rebuilt, or that is catching up. A switchover
   * and a rehearsal wait for it; a failover does not, because without a source nothing more is replayed.
   */
  transient?: boolean;
}

/** Beats that the sentinels recorded; undefined if none was recorded. */
export interface Watermarks {
  /** The last beat that the database of the last writer acknowledged. */
  readonly acknowledged?: AcknowledgedBeat;
  /** The last beat that the target's database replayed. */
  readonly replayed?: ReplayedBeat;
  /** When an agent of the last writer's region last renewed the lease, milliseconds since 1970. */
  readonly renewedAt?: number;
}

/** Reads what the gate compares for a target, with strong consistency. */
export async function readWatermarks(
  port: WatermarksPort,
  { lastWriter }: Pick<Lease, "lastWriter">,
  to: string,
): Promise<Watermarks> {
  const [acknowledged, replayed, renewedAt] = await Promise.all([
    port.acknowledged(lastWriter),
    port.replayed(to),
    port.renewedAt(lastWriter),
  ]);
  return { acknowledged, replayed, renewedAt };
}

/** Until when the last writer's database may have accepted writes. */
export interface LastSign {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether only the database is lost: its sentinel recorded that writes fail, for as long as its region's hosts renewed the lease. */
  readonly isDatabaseLost: boolean;
}

/**
 * Until when the last writer may have accepted writes: its last acknowledged beat or renewal of the lease. Where its sentinel recorded
 * that writes fail, and went on recording it until the last renewal, it is the first failed attempt. A sentinel that is silent proves
 * nothing: it may have stopped, and not the database.
 */
export function lastSign(
  { acknowledged, renewedAt }: { readonly acknowledged: AcknowledgedBeat; readonly renewedAt?: number },
  { beatSeconds }: Pick<GateLimits, "beatSeconds">,
): LastSign {
  const { at, failed } = acknowledged;
  const aliveAt = Math.max(at, renewedAt ?? at);
  if (failed === undefined || failed.since < at || aliveAt - failed.at > seriesPauseMs(beatSeconds)) {
    return { at: aliveAt, isDatabaseLost: false };
  }
  return { at: failed.since, isDatabaseLost: true };
}

/**
 * The promotion gate: whether the target's database may be promoted.
 *
 * It compares beats. The estimated loss is the time between the last sign of life of the last writer and the last beat that the target
 * replayed. Neither changes after the loss of a region, so the result is the same a day later. Replication lag is not evaluated:
 * without a source it grows with the clock, or is -1 (RDS User Guide, monitoring read replicas).
 * @param now milliseconds since 1970
 */
export function evaluateGate(
  plan: Pick<Plan, "mode" | "to" | "before" | "gate">,
  database: DatabaseState,
  watermarks: Watermarks,
  now: number,
): Verdict {
  const { before, to } = plan;
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
      `the database of ${to} ${NOT_A_REPLICA[database.role](before.lastWriter, to)}`,
      `everything that ${before.lastWriter} accepted since the database of ${to} left it`,
    );
  }
  if (!followsLastWriter(database, before)) {
    return refuse(
      `the database of ${to} replicates from ${database.source ?? "nowhere"}, and ${before.lastWriter} took the last writes: rebuild it`,
      `everything that ${before.lastWriter} accepted and ${database.source ?? "nobody"} did not`,
    );
  }
  return evaluateBeats(plan, watermarks, now);
}

function evaluateBeats(
  { mode, before, to, gate }: Pick<Plan, "mode" | "to" | "before" | "gate">,
  watermarks: Watermarks,
  now: number,
): Verdict {
  const { acknowledged, replayed } = watermarks;
  const { lastWriter } = before;
  const unknown = "an unknown amount of acknowledged writes";
  if (acknowledged === undefined) {
    return refuse(`no beat of ${lastWriter} was ever recorded: see the sentinel of ${lastWriter}`, unknown);
  }
  if (replayed === undefined) {
    return refuse(
      `no beat was ever recorded as replayed in ${to}: its replica is new, or its sentinel does not work`,
      unknown,
      true,
    );
  }
  // Only the holder of the lease commits beats, so a beat of a higher epoch is not from the last writer.
  if (replayed.epoch > acknowledged.epoch) {
    return refuse(
      `${to} has replayed a beat of epoch ${replayed.epoch}, and ${lastWriter} committed its last in epoch ${acknowledged.epoch}: ${to} does not follow it`,
      `everything that ${lastWriter} accepted since the database of ${to} left it`,
    );
  }
  const { renewedAt = acknowledged.at } = watermarks;
  const { at: aliveAt, isDatabaseLost } = lastSign({ acknowledged, renewedAt }, gate);
  const seconds = secondsAtRisk(replayed, aliveAt);
  const newest = Math.max(acknowledged.at, renewedAt, replayed.at, acknowledged.failed?.at ?? 0);
  if (newest > now + gate.clockSkewSeconds * 1000) {
    const ahead = Math.round((newest - now) / 1000);
    return refuse(
      `a beat or renewal is dated ${ahead} s in the future, over the limit of ${gate.clockSkewSeconds} s: a clock is wrong`,
      unknown,
    );
  }
  if (isDatabaseLost && mode !== "failover") {
    return refuse(`the database of ${lastWriter} takes no writes since ${time(aliveAt)}`, null, true);
  }
  const found = [
    isDatabaseLost
      ? `the database of ${lastWriter} is lost while its hosts renew the lease: it acknowledged its last beat at ${time(acknowledged.at)}, and every attempt since ${time(aliveAt)} failed`
      : `${lastWriter} last acknowledged a beat at ${time(acknowledged.at)} and gave its last sign of life at ${time(aliveAt)}`,
    `${to} has replayed up to ${time(replayed.at)}: ${seconds} s would be lost`,
    // Renewals alone say nothing about the database.
    ...(!isDatabaseLost && renewedAt - acknowledged.at > seriesPauseMs(gate.beatSeconds)
      ? [
          `hosts of ${lastWriter} renewed the lease, and its sentinel recorded neither a beat nor a failed attempt until then`,
        ]
      : []),
  ].join("; ");
  const loss = `acknowledged writes of the last ${seconds} s before the loss`;
  if (seconds > gate.maxLossSeconds) return refuse(`${found}, over the limit of ${gate.maxLossSeconds} s`, loss, true);
  return { pass: true, reason: found, loss: mode === "failover" && seconds > 0 ? loss : null };
}

/**
 * The acknowledged writes that a promotion of the replica would lose, in seconds: from its last replayed beat to the last sign of life of
 * the last writer (`aliveAt`, milliseconds since 1970).
 */
export function secondsAtRisk(replayed: Beat, aliveAt: number): number {
  return Math.max(0, Math.ceil((aliveAt - replayed.at) / 1000));
}

/** Why a database that is no replica cannot be promoted, and what to do. */
const NOT_A_REPLICA: Readonly<
  Record<Exclude<DatabaseState["role"], "replica">, (lastWriter: string, to: string) => string>
> = {
  primary: (lastWriter) => `is a primary that took no writes since ${lastWriter} did: rebuild it as a replica`,
  promoting: (lastWriter) => `is being promoted while ${lastWriter} did: rebuild it as a replica`,
  demoting: () => "is being replaced by Aurora as the primary of the global database: wait until that has ended",
  // Where the target took the last writes, an unfinished run made another region the primary.
  rejoining: (lastWriter, to) =>
    lastWriter === to
      ? "is no longer the primary of the global database, and Aurora will resynchronize it with the new one: fail over to that region, or, if it is lost, remove this cluster from the global database (docs/troubleshooting.md)"
      : `is being resynchronized with ${lastWriter} by Aurora: wait until it is a secondary again`,
};

function refuse(reason: string, loss: string | null = null, transient = false): Verdict {
  return { pass: false, reason, loss, transient };
}

/** Whether a run of this mode waits for the verdict to change. */
export function waitsForGate(mode: Mode, { transient = false }: Verdict): boolean {
  return mode !== "failover" && transient;
}

function time(at: number): string {
  return new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
}

/** Whether a replica follows the region that took the last writes. */
export function followsLastWriter(
  { source }: Pick<DatabaseState, "source">,
  before: Pick<Lease, "lastWriter">,
): boolean {
  return source === before.lastWriter;
}
