import type { Application } from "../adapters/application";
import type { TableClient } from "../adapters/aws/table-client";
import { numberOf } from "../protocol/lease-item";
import { observationKey } from "../protocol/lease-keys";
import type { Clock } from "../protocol/ports";
import type { Lease } from "../protocol/types";
import type { Beat } from "../protocol/watermarks";

/** How long each witness must have observed the active region as down before its vote counts, in seconds. */
export const CONFIRM_SECONDS = 120;

export interface DetectionLimits {
  readonly confirmSeconds: number;
  /** The age from which an observation is ignored. */
  readonly staleSeconds: number;
}

/** Thresholds for sites that probe once a minute. */
const DEFAULT_LIMITS: DetectionLimits = { confirmSeconds: CONFIRM_SECONDS, staleSeconds: 150 };
/** How many of the three witnesses must agree: the standby's probe, the third site's probe, the lease's renewals. */
const QUORUM = 2;

/** A site's last observation of the active region. */
export interface Observation {
  readonly site: string;
  /** The lease's epoch at the time. */
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Since when it has not answered, milliseconds since 1970; null when it did. */
  readonly downSince: number | null;
}

export interface Verdict {
  readonly lost: boolean;
  readonly reason: string;
}

/**
 * Whether the active region is lost, on independent evidence: probes through the edge, the lease's renewals, and the beats of its database.
 * Missing evidence is not a vote. A fresh beat is a veto: a region whose database commits is not lost, whatever its application answers.
 * @param acknowledged the last beat that the active region's database acknowledged; undefined if none was recorded
 * @param now milliseconds since 1970
 */
export function evaluateFailureDetector(
  lease: Lease,
  observations: readonly Observation[],
  acknowledged: Beat | undefined,
  now: number,
  { confirmSeconds, staleSeconds } = DEFAULT_LIMITS,
): Verdict {
  const confirmed = (since: number | null) => since !== null && now - since >= confirmSeconds * 1000;
  const fresh = ({ at, epoch }: Observation) => epoch === lease.epoch && now - at <= staleSeconds * 1000;
  const against = observations
    .filter((seen) => fresh(seen) && confirmed(seen.downSince))
    .map(({ site }) => `${site} gets no answer from it`);
  if (confirmed(lease.renewedAt)) against.push("its agents do not renew the lease");
  const beatAge = acknowledged?.epoch === lease.epoch ? now - acknowledged.at : Number.POSITIVE_INFINITY;
  const vetoed = beatAge < confirmSeconds * 1000;
  const lost = against.length >= QUORUM && !vetoed;
  const found = against.length > 0 ? against.join(", ") : "no witness reports a loss";
  const veto = vetoed ? `; its database acknowledged a beat ${Math.round(beatAge / 1000)} s ago` : "";
  return { lost, reason: `${lease.active} is ${lost ? "lost" : "not considered lost"}: ${found}${veto}` };
}

export interface ObserverParts {
  readonly table: Pick<TableClient, "get" | "update">;
  readonly application: Pick<Application, "answers">;
  readonly clock: Pick<Clock, "now">;
}

/** Probes the active region from this site and records the observation. */
export async function observe(
  { table, application, clock }: ObserverParts,
  lease: Lease,
  site: string,
): Promise<Observation> {
  const answered = await application.answers(lease.active);
  const before = await readObservation(table, site);
  const at = clock.now();
  const sinceBefore = before?.epoch === lease.epoch ? before.downSince : null;
  const downSince = answered ? null : (sinceBefore ?? at);
  const observation: Observation = { site, epoch: lease.epoch, at, downSince };
  await table.update(observationKey(site), {
    UpdateExpression: `SET epoch = :epoch, #at = :at${downSince === null ? " REMOVE downSince" : ", downSince = :downSince"}`,
    ExpressionAttributeNames: { "#at": "at" },
    ExpressionAttributeValues: {
      ":epoch": { N: String(lease.epoch) },
      ":at": { N: String(at) },
      ...(downSince !== null && { ":downSince": { N: String(downSince) } }),
    },
  });
  return observation;
}

/** A site's last observation; null if there is none. */
export async function readObservation(table: Pick<TableClient, "get">, site: string): Promise<Observation | null> {
  const item = await table.get(observationKey(site));
  const epoch = numberOf(item?.epoch);
  const at = numberOf(item?.at);
  return epoch === null || at === null ? null : { site, epoch, at, downSince: numberOf(item?.downSince) };
}
