import type { EdgeState, Lease, Plan } from "../../failover/protocol/types";
import { Violation } from "./core-type";
import type { Write } from "./databases";
import { CALL_SECONDS, VERY_LATE } from "./process";
import { REGIONS, type Region } from "./schedule";
import { WALL } from "./sentinels";
import type { SimulatedAws } from "./simulated-aws";

/**
 * The most that an unforced failover may lose, in milliseconds: the gate's limit, two rounds of a sentinel, and the time between the
 * gate's last reads and the lease's acquisition.
 */
const LOSS = 60_000 + 10_000 + 20_000;

/** The age up to which a beat prevents a failover whatever the clocks' skew, and the time of the reads, in milliseconds. */
const FRESH = 25_000;
const READS = 10_000;

/** For how long a region's database took writes between two times, in milliseconds: nothing is lost while it was lost itself. */
function uptime({ databases }: SimulatedAws, region: Region, from: number, to: number): number {
  const down = databases[region].losses.map(({ at, lasts }) => Math.min(to, at + lasts) - Math.max(from, at));
  return to - from - down.reduce((sum, part) => sum + Math.max(0, part), 0);
}

/** Without force no failover leaves a region whose database has just committed a beat. */
export function checkVeto(aws: SimulatedAws, { before, createdAt, forced, mode, to }: Plan, skew: number): void {
  const lastWriter = before.lastWriter as Region;
  if (mode !== "failover" || forced || before.writes !== "open" || to === lastWriter) return;
  const planned = createdAt - WALL - skew * 1000;
  const beat = aws.databases[lastWriter].beats.findLast(
    ({ at, value }) => at <= planned - READS && value.epoch === before.epoch,
  );
  if (beat !== undefined && planned - beat.at < FRESH) {
    throw new Violation(`an unforced failover to ${to} left ${lastWriter}, which had committed a beat`);
  }
}

/** Unforced, a region is opened with what the last writer acknowledged: all of it in a switchover, else up to the gate's limit. */
export function checkLoss(aws: SimulatedAws, { active, run, quarantined }: Lease): void {
  const plan = run === null ? undefined : aws.journal.get(run)?.plan;
  const { lastWriter } = aws;
  const region = active as Region;
  if (lastWriter === region) return;
  if (!quarantined.includes(lastWriter)) throw new Violation(`${lastWriter} took writes before and is not quarantined`);
  if (plan === undefined || plan.forced) return;
  const { log, promoted } = aws.databases[region];
  if (promoted?.source !== lastWriter) {
    throw new Violation(`${region} was opened unforced, never having followed ${lastWriter}`);
  }
  const present = new Set(log);
  const missing = aws.databases[lastWriter].log.filter((write) => !present.has(write));
  const acknowledged = missing.filter((write) => write.acknowledged);
  const later = acknowledged.filter(({ at }) => at > promoted.at);
  if (later.length > 0) {
    throw new Violation(
      `${region} was opened unforced, and ${lastWriter} had acknowledged ${later.length} writes since`,
    );
  }
  if (plan.mode === "switchover" && missing.length > 0) {
    throw new Violation(`the switchover to ${region} lost ${missing.length} committed writes`);
  }
  if (acknowledged.some(({ at }) => uptime(aws, lastWriter, at, aws.signs[lastWriter]) > LOSS)) {
    throw new Violation(`${region} was opened unforced, and lost writes of more than ${LOSS / 1000} s before the loss`);
  }
}

/** A promotion is journalled before it is requested, and without force it follows what the gate promises. */
export function checkPromotion(aws: SimulatedAws, region: Region, epoch: number): void {
  const runs = [...aws.journal.values()].filter(({ plan }) => plan.epoch === epoch && plan.to === region);
  if (!runs.some(({ entries }) => [...entries.values()].some(({ step }) => step === "promote"))) {
    throw new Violation(`${region} was promoted before the journal said so`);
  }
  if (runs.some(({ plan }) => plan.forced)) return;
  const { beats } = aws.schedule;
  if (beats === "unwritten" || beats === "unread" || beats === "future") {
    throw new Violation(`${region} was promoted unforced with beats ${beats}`);
  }
  const { source } = aws.databases[region];
  if (source !== aws.lastWriter) {
    throw new Violation(`${region}, a replica of ${source}, was promoted unforced over ${aws.lastWriter}`);
  }
  const loss = uptime(aws, source, aws.stores.replayedUntil(source), aws.signs[source]);
  if (loss > LOSS) throw new Violation(`${region} was promoted unforced, and ${loss / 1000} s were not replayed`);
}

/** While writes are open, every region whose database is a former primary is quarantined, and the active one is not. */
export function checkQuarantine({ lease, databases }: SimulatedAws): void {
  const { active, quarantined, writes } = lease;
  if (writes !== "open") return;
  if (quarantined.includes(active)) throw new Violation(`${active} is active and quarantined`);
  for (const region of REGIONS) {
    if (region !== active && databases[region].source === null && !quarantined.includes(region)) {
      throw new Violation(`the database of ${region} is a former primary, and ${region} is not quarantined`);
    }
  }
}

/** Nothing is acknowledged by a region after another one may write, nor by an old region after the new one was promoted without it. */
export function checkAcknowledgement({ lease, databases }: SimulatedAws, region: Region, write: Write): void {
  const { active, epoch, writes } = lease;
  if (active === region) return;
  if (writes === "open") throw new Violation(`${region} acknowledged a write while ${active} may write`);
  const { promoted, log } = databases[active as Region];
  if (promoted?.epoch === epoch && !log.includes(write)) {
    throw new Violation(`${region} acknowledged a write that ${active}, promoted in epoch ${epoch}, lacks`);
  }
}

/**
 * The edge never goes back, and is opened only to a region whose database has taken a write. A call that arrives after another epoch began
 * does no harm, because that run writes the edge itself; it cannot arrive later than any call.
 */
export function checkEdge(aws: SimulatedAws, { active, epoch, writes }: EdgeState): void {
  if (epoch < aws.store.epoch) throw new Violation(`the edge went back to epoch ${epoch}`);
  const { lostAt, tookWrite, writable } = aws.databases[active as Region];
  if (writes !== "open" || (tookWrite && (writable || lostAt !== null))) return;
  if (epoch >= aws.lease.epoch) {
    throw new Violation(`the edge was switched to ${active}, whose database has taken no write`);
  }
  aws.checkEpoch("an edge write", epoch, VERY_LATE + CALL_SECONDS * 1100);
}
