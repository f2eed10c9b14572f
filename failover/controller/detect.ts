import { StateMachine } from "../adapters/aws/executions";
import type { FailoverRequest, Lease } from "../protocol/types";
import { systemClock } from "../run/system-clock";
import { CONFIRM_SECONDS, evaluateFailureDetector, observe, readObservation, STALE_SECONDS } from "./failure-detector";
import { logMetric, METRICS } from "./metric";
import { observer, reportRun } from "./observe";
import { resume } from "./unfinished-run";

/** How long the standby that would lose least has, before the next one starts a failover, seconds. */
const TURN_SECONDS = 180;
/** A refused automatic failover is tried again after this time, seconds. */
const RETRY_SECONDS = 300;

/**
 * What a region's failure detector does once a minute: it resumes a run to this region that nobody carries out; in a standby it probes the
 * active region and evaluates all evidence. The verdict is logged as the alarm's metric. With an automatic trigger it starts a failover,
 * only if the standby itself answers, and again while it is refused.
 */
export async function detect() {
  const site = observer();
  const { home, parts, watermarks } = site;
  const { REDOUBT_OTHER_SITE = "", REDOUBT_STATE_MACHINE = "", REDOUBT_TRIGGER: trigger } = process.env;
  const stateMachine = new StateMachine(REDOUBT_STATE_MACHINE);
  const lease = await site.lease.read();
  const now = systemClock.now();
  const run = await reportRun(site, lease);
  const resumed = await resume(run, home, stateMachine, now);
  if (lease.active === home) return { lost: false, reason: `${home} is active itself`, started: resumed };
  const own = await observe(parts, lease, home);
  const other = await readObservation(parts.table, REDOUBT_OTHER_SITE);
  const acknowledged = await watermarks.acknowledged(lease.active);
  const observations = other ? [own, other] : [own];
  const verdict = evaluateFailureDetector(lease, observations, acknowledged, now);
  logMetric(METRICS.activeRegionLost, Number(verdict.lost), site.dimensions, now);
  const { lost, reason } = verdict;
  if (!lost || trigger !== "automatic") return { lost, reason, started: resumed };
  // A region in quarantine cannot be promoted.
  if (lease.quarantined.includes(home))
    return { lost, reason: `${reason}; but ${home} is in quarantine`, started: resumed };
  if (!(await parts.application.answers(home))) {
    return { lost, reason: `${reason}; but ${home} does not answer either`, started: resumed };
  }
  const before = await betterStandbys(site, lease);
  const limits = { confirmSeconds: CONFIRM_SECONDS + before.length * TURN_SECONDS, staleSeconds: STALE_SECONDS };
  if (before.length > 0 && !evaluateFailureDetector(lease, observations, acknowledged, now, limits).lost) {
    return { lost, reason: `${reason}; ${before.join(", ")} would lose less and goes first`, started: resumed };
  }
  const request: FailoverRequest = { mode: "failover", to: home, by: `failure detector of ${home}: ${reason}` };
  const attempt = Math.floor(now / (RETRY_SECONDS * 1000));
  const started =
    !(await stateMachine.isRunning()) &&
    (await stateMachine.start(`automatic-epoch-${lease.epoch}-${attempt}`, request)) !== undefined;
  return { lost, reason, started };
}

/** The other standbys whose databases have replayed more, and so would lose less. */
async function betterStandbys(
  { home, regions, watermarks }: ReturnType<typeof observer>,
  lease: Lease,
): Promise<string[]> {
  const standbys = regions.filter((region) => region !== lease.active && !lease.quarantined.includes(region));
  const beats = await Promise.all(
    standbys.map(async (region) => ({ region, beat: await watermarks.replayed(region) })),
  );
  const order = beats.sort(
    (one, other) =>
      (other.beat?.epoch ?? 0) - (one.beat?.epoch ?? 0) ||
      (other.beat?.at ?? 0) - (one.beat?.at ?? 0) ||
      one.region.localeCompare(other.region),
  );
  return order
    .slice(
      0,
      order.findIndex(({ region }) => region === home),
    )
    .map(({ region }) => region);
}
