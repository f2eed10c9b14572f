import type { Application } from "../adapters/application";
import type { TableClient } from "../adapters/aws/table-client";
import { numberOf } from "../protocol/lease-item";
import { observationKey } from "../protocol/lease-keys";
import type { Clock } from "../protocol/ports";
import type { Lease } from "../protocol/types";

/** How long each witness must have seen the active region down before its word counts, in seconds. */
export const CONFIRM_SECONDS = 120;

export interface DetectionLimits {
  readonly confirmSeconds: number;
  /** After this long an observation says nothing any more. */
  readonly staleSeconds: number;
}

/** For sites that look once a minute. */
const DEFAULT_LIMITS: DetectionLimits = { confirmSeconds: CONFIRM_SECONDS, staleSeconds: 150 };
/** Of the three witnesses (the standby's probe, the third site's, the lease's renewals), so many must agree. */
const QUORUM = 2;

/** What one site last saw of the active region. */
export interface Observation {
  readonly site: string;
  /** The lease's epoch at the time. */
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Since when it has not answered; null when it did. */
  readonly downSince: number | null;
}

export interface Verdict {
  readonly lost: boolean;
  readonly reason: string;
}

/** Whether the active region is lost, as far as it can be told from here. What is unknown is no vote. */
export function evaluateFailureDetector(
  lease: Lease,
  observations: readonly Observation[],
  now: number,
  { confirmSeconds, staleSeconds } = DEFAULT_LIMITS,
): Verdict {
  const confirmed = (since: number | null) => since !== null && now - since >= confirmSeconds * 1000;
  const fresh = ({ at, epoch }: Observation) => epoch === lease.epoch && now - at <= staleSeconds * 1000;
  const against = observations
    .filter((seen) => fresh(seen) && confirmed(seen.downSince))
    .map(({ site }) => `${site} gets no answer from it`);
  if (confirmed(lease.renewedAt)) against.push("its agents do not renew the lease");
  const lost = against.length >= QUORUM;
  const found = against.length > 0 ? against.join(", ") : "nothing speaks against it";
  return { lost, reason: `${lease.active} is ${lost ? "lost" : "not taken as lost"}: ${found}` };
}

export interface ObserverParts {
  readonly table: Pick<TableClient, "get" | "update">;
  readonly application: Pick<Application, "read">;
  readonly clock: Pick<Clock, "now">;
}

/** Probes the active region from this site, and notes what was seen. */
export async function observe(
  { table, application, clock }: ObserverParts,
  lease: Lease,
  site: string,
): Promise<Observation> {
  const answered = await answers(application, lease.active);
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

/** What a site last noted; null when it never has. */
export async function readObservation(table: Pick<TableClient, "get">, site: string): Promise<Observation | null> {
  const item = await table.get(observationKey(site));
  const epoch = numberOf(item?.epoch);
  const at = numberOf(item?.at);
  return epoch === null || at === null ? null : { site, epoch, at, downSince: numberOf(item?.downSince) };
}

/** Whether the region's application answers by itself, from its own database. */
export async function answers(application: Pick<Application, "read">, region: string): Promise<boolean> {
  try {
    return (await application.read({ region })).region === region;
  } catch {
    return false;
  }
}
