import type { StateMachine } from "../adapters/aws/executions";
import type { JournalPort, LeasePort, WatermarksPort } from "../protocol/ports";
import type { FailoverRequest, Lease } from "../protocol/types";
import { type AbandonmentPort, recordAbandonment } from "./abandonment";
import {
  CONFIRM_SECONDS,
  evaluateFailureDetector,
  type ObserverParts,
  observe,
  STALE_SECONDS,
} from "./failure-detector";
import { METRICS, type MetricName } from "./metric";
import { isOverdue, resume, type UnfinishedRun, unfinishedRun } from "./unfinished-run";

/** How long the standby that would lose least has, before the next one starts a failover, seconds. */
const TURN_SECONDS = 180;
/** A refused automatic failover is tried again after this time, seconds. */
const RETRY_SECONDS = 300;

/** A site that follows the run that holds the lease. */
export interface RunObserver {
  readonly clock: ObserverParts["clock"];
  readonly journal: Pick<JournalPort, "read">;
  readonly publish: (name: MetricName, value: number) => void;
}

/** A region's failure detector. */
export interface DetectionSite extends ObserverParts, RunObserver {
  readonly home: string;
  /** The regions that can be active. */
  readonly regions: readonly string[];
  /** The regions that were given up. */
  readonly abandoned: readonly string[];
  readonly abandonment: AbandonmentPort;
  readonly otherSite: string;
  readonly lease: Pick<LeasePort, "read">;
  readonly watermarks: Pick<WatermarksPort, "acknowledged" | "replayed">;
  readonly stateMachine: Pick<StateMachine, "isRunning" | "start">;
  /** Who starts a failover: "automatic" or "manual". */
  readonly trigger: string;
}

/**
 * What a region's failure detector does once a minute: it resumes a run to this region that nobody carries out; in the active region it
 * records which regions were given up; in a standby it probes the active region and evaluates all evidence. The verdict is published as the
 * alarm's metric. With an automatic trigger it starts a failover, only if the standby itself answers, and again while it is refused.
 */
export async function detectionRound(site: DetectionSite) {
  const { application, home, observations, otherSite, stateMachine, trigger, watermarks } = site;
  const lease = await site.lease.read();
  const now = site.clock.now();
  const run = await reportRun(site, lease);
  const resumed = await resume(run, home, stateMachine, now);
  if (lease.active === home) {
    const others = site.regions.filter((region) => region !== home);
    await recordAbandonment(site.abandonment, {
      ...Object.fromEntries(others.map((region) => [region, false])),
      ...Object.fromEntries(site.abandoned.map((region) => [region, true])),
    });
    return { lost: false, reason: `${home} is active itself`, started: resumed };
  }
  const own = await observe(site, lease, home);
  const other = await observations.read(otherSite);
  const acknowledged = await watermarks.acknowledged(lease.active);
  const evidence = other ? [own, other] : [own];
  const { lost, reason } = evaluateFailureDetector(lease, evidence, acknowledged, now);
  site.publish(METRICS.activeRegionLost, Number(lost));
  if (!lost || trigger !== "automatic") return { lost, reason, started: resumed };
  // A region in quarantine cannot be promoted.
  if (lease.quarantined.includes(home))
    return { lost, reason: `${reason}; but ${home} is in quarantine`, started: resumed };
  // Neither the edge nor the configuration has an abandoned region, even if its database follows the active one again.
  if (await site.abandonment.isAbandoned(home))
    return { lost, reason: `${reason}; but ${home} was abandoned`, started: resumed };
  if (!(await application.answers(home))) {
    return { lost, reason: `${reason}; but ${home} does not answer either`, started: resumed };
  }
  const before = await betterStandbys(site, lease);
  const limits = { confirmSeconds: CONFIRM_SECONDS + before.length * TURN_SECONDS, staleSeconds: STALE_SECONDS };
  if (before.length > 0 && !evaluateFailureDetector(lease, evidence, acknowledged, now, limits).lost) {
    return { lost, reason: `${reason}; ${before.join(", ")} would lose less and goes first`, started: resumed };
  }
  const by = `failure detector of ${home}: ${reason}`;
  const request: FailoverRequest = { mode: "failover", to: home, by, epoch: lease.epoch };
  const attempt = Math.floor(now / (RETRY_SECONDS * 1000));
  const started =
    !(await stateMachine.isRunning()) &&
    (await stateMachine.start(`automatic-epoch-${lease.epoch}-${attempt}`, request)) !== undefined;
  return { lost, reason, started };
}

/**
 * Publishes the metric of the alarm on unfinished runs and held writes.
 * @returns the unfinished run that holds the lease
 */
export async function reportRun(
  { clock, journal, publish }: RunObserver,
  lease: Lease,
): Promise<UnfinishedRun | undefined> {
  const run = unfinishedRun(lease, lease.run === null ? null : await journal.read(lease.run), clock.now());
  publish(METRICS.runOverdue, Number(isOverdue(lease, run)));
  return run;
}

/** The other standbys whose databases have replayed more, and so would lose less. */
async function betterStandbys({ home, regions, watermarks }: DetectionSite, lease: Lease): Promise<string[]> {
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
