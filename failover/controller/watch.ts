import type { Application } from "../adapters/aws/application";
import { numberOf, type TableClient } from "../adapters/aws/table-client";
import type { Clock, LeasePort } from "../ports";
import { observationKey } from "../table";
import type { Lease } from "../types";

/** How long each witness must have seen the active region down before its word counts, in seconds. */
export const CONFIRM_SECONDS = 120;
/** After this long an observation says nothing any more, in seconds: sites look once a minute. */
const STALE_SECONDS = 150;
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
export function judgeActive(lease: Lease, observations: readonly Observation[], now: number): Verdict {
  const confirmed = (since: number | null) => since !== null && now - since >= CONFIRM_SECONDS * 1000;
  const fresh = ({ at, epoch }: Observation) => epoch === lease.epoch && now - at <= STALE_SECONDS * 1000;
  const against = observations
    .filter((seen) => fresh(seen) && confirmed(seen.downSince))
    .map(({ site }) => `${site} gets no answer from it`);
  if (confirmed(lease.renewedAt)) against.push("its agents do not renew the lease");
  const lost = against.length >= QUORUM;
  const found = against.length > 0 ? against.join(", ") : "nothing speaks against it";
  return { lost, reason: `${lease.active} is ${lost ? "lost" : "not taken as lost"}: ${found}` };
}

export interface WatchParts {
  readonly lease: Pick<LeasePort, "read">;
  readonly table: Pick<TableClient, "get" | "update">;
  readonly application: Pick<Application, "read">;
  readonly clock: Pick<Clock, "now">;
}

/**
 * Probes the active region from this site and notes what was seen.
 * @param home the region for which it is watched: while that is active itself there is nothing to see, and null is the answer
 */
export async function observe(
  { lease, table, application, clock }: WatchParts,
  home: string,
  site: string,
): Promise<{ lease: Lease; observation: Observation } | null> {
  const current = await lease.read();
  if (current.active === home) return null;
  const answered = await answers(application, current.active);
  const before = await readObservation(table, home, site);
  const at = clock.now();
  const sinceBefore = before?.epoch === current.epoch ? before.downSince : null;
  const downSince = answered ? null : (sinceBefore ?? at);
  const observation: Observation = { site, epoch: current.epoch, at, downSince };
  await table.update(observationKey(home, site), {
    UpdateExpression: `SET epoch = :epoch, #at = :at${downSince === null ? " REMOVE downSince" : ", downSince = :downSince"}`,
    ExpressionAttributeNames: { "#at": "at" },
    ExpressionAttributeValues: {
      ":epoch": { N: String(current.epoch) },
      ":at": { N: String(at) },
      ...(downSince !== null && { ":downSince": { N: String(downSince) } }),
    },
  });
  return { lease: current, observation };
}

/** What a site last noted; null when it never has. */
export async function readObservation(
  table: Pick<TableClient, "get">,
  home: string,
  site: string,
): Promise<Observation | null> {
  const item = await table.get(observationKey(home, site));
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
