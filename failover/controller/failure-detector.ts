import type { Application } from "../adapters/application";
import type { Clock } from "../protocol/ports";
import type { Lease } from "../protocol/types";
import type { Beat } from "../protocol/watermarks";

/** How long every kind of evidence must have lasted before the active region counts as lost, in seconds. */
export const CONFIRM_SECONDS = 120;

/** The age from which the observation of a site that probes once a minute is ignored, in seconds. */
export const STALE_SECONDS = 150;

export interface DetectionLimits {
  readonly confirmSeconds: number;
  /** The age from which an observation is ignored. */
  readonly staleSeconds: number;
}

/** Thresholds for sites that probe once a minute. */
const DEFAULT_LIMITS: DetectionLimits = { confirmSeconds: CONFIRM_SECONDS, staleSeconds: STALE_SECONDS };

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
 * Whether the active region is lost. That takes evidence of independent kinds: every site's probe through the edge fails, and the region
 * itself is silent: its database acknowledged no beat, or its agents did not renew the lease. All probes reach one application, so a bad
 * deployment can make all of them fail; alone they prove nothing. A fresh beat is a veto: a region whose database commits is not lost.
 * What was never recorded in this epoch is no evidence.
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
  const current = observations.filter(({ at, epoch }) => epoch === lease.epoch && now - at <= staleSeconds * 1000);
  const failing = current.filter(({ downSince }) => confirmed(downSince));
  const beatAt = acknowledged?.epoch === lease.epoch ? acknowledged.at : null;
  const silent = [
    ...(confirmed(beatAt) ? ["its database acknowledges no beat"] : []),
    ...(confirmed(lease.renewedAt) ? ["its agents do not renew the lease"] : []),
  ];
  const vetoed = beatAt !== null && !confirmed(beatAt);
  const lost = failing.length > 0 && failing.length === current.length && silent.length > 0 && !vetoed;
  const evidence = [...failing.map(({ site }) => `${site} gets no answer from it`), ...silent];
  const found = evidence.length > 0 ? evidence.join(", ") : "nothing indicates a loss";
  const veto = vetoed ? `; its database acknowledged a beat ${Math.round((now - beatAt) / 1000)} s ago` : "";
  return { lost, reason: `${lease.active} is ${lost ? "lost" : "not considered lost"}: ${found}${veto}` };
}

/** The sites' last observations. */
export interface ObservationsPort {
  /** A site's last observation; null if there is none. */
  read(site: string): Promise<Observation | null>;
  record(observation: Observation): Promise<void>;
}

export interface ObserverParts {
  readonly observations: ObservationsPort;
  readonly application: Pick<Application, "answers">;
  readonly clock: Pick<Clock, "now">;
}

/** Probes the active region from this site and records the observation. */
export async function observe(
  { observations, application, clock }: ObserverParts,
  lease: Lease,
  site: string,
): Promise<Observation> {
  const answered = await application.answers(lease.active);
  const before = await observations.read(site);
  const at = clock.now();
  const sinceBefore = before?.epoch === lease.epoch ? before.downSince : null;
  const downSince = answered ? null : (sinceBefore ?? at);
  const observation: Observation = { site, epoch: lease.epoch, at, downSince };
  await observations.record(observation);
  return observation;
}
