import type { JournalEntry, Plan } from "../../failover/protocol/types";
import { Violation } from "./core-type";
import type { Region, Schedule } from "./schedule";
import { WALL } from "./sentinels";
import type { SimulatedAws } from "./simulated-aws";

/** For how long a region is lost at least before a detector starts a failover, and how late its plan may be written, in milliseconds. */
const CONFIRMED = 110_000;
const LATE = 90_000;
/** From the loss of a region to open writes by an automatic failover without other faults, in milliseconds. */
const AUTOMATIC = 400_000;

/** No failure detector fails a region over that has not been lost for the confirmation time, whatever its application answers. */
export function checkAutomatic(
  { disturbances, databases, schedule, simulation }: SimulatedAws,
  { before, by, createdAt }: Plan,
): void {
  if (!by.startsWith("failure detector")) return;
  // Neither probes, nor beats, nor renewals: nothing distinguishes that from a lost region.
  if ((schedule.beats === "silent" || schedule.beats === "interrupted") && !schedule.renewals) return;
  const planned = createdAt - WALL;
  const region = before.active as Region;
  const { losses, lostAt } = databases[region];
  const times = [
    ...disturbances.outages.filter((outage) => outage.region === region).map(({ at, until }) => ({ at, until })),
    ...losses.map(({ at, lasts }) => ({ at, until: at + lasts })),
    ...(lostAt === null ? [] : [{ at: lostAt, until: simulation.now }]),
  ];
  if (!merged(times).some(({ at, until }) => planned - at >= CONFIRMED && until >= planned - LATE)) {
    throw new Violation(`a failure detector failed ${region} over, which was not lost`);
  }
}

interface Period {
  readonly at: number;
  readonly until: number;
}

/** Periods without overlaps: one loss may begin during another one. */
function merged(periods: readonly Period[]): Period[] {
  const result: Period[] = [];
  for (const period of [...periods].sort((one, other) => one.at - other.at)) {
    const last = result.at(-1);
    if (last === undefined || period.at > last.until) result.push(period);
    else result[result.length - 1] = { at: last.at, until: Math.max(last.until, period.until) };
  }
  return result;
}

/** A verification has read its own marker from the target, not one of others. */
export function checkVerified(aws: SimulatedAws, { run, state, step }: JournalEntry): void {
  if (step !== "verify" || state !== "done") return;
  const to = aws.journal.get(run)?.plan.to;
  if (!aws.verified.has(`${to} ${run} verify`)) throw new Violation(`${run} was verified without its marker`);
}

/** The controllers end what nobody else carries out: a run whose command died, and the failover of a lost region. */
export function checkControllers(aws: SimulatedAws, schedule: Schedule): void {
  if (schedule.expects === "resumed" && aws.unfinished() !== null)
    throw new Violation("nobody resumed an unfinished run");
  // No beat is read in a standby without instances, so that the gate refuses.
  if (schedule.expects !== "automatic" || schedule.aurora?.headless) return;
  const lostAt = (schedule.outage?.at ?? schedule.databaseLoss?.at ?? 0) * 1000;
  if (aws.lease.epoch === 1 || aws.openedAt === 0) throw new Violation("no failure detector started a failover");
  const took = aws.openedAt - lostAt;
  if (took > AUTOMATIC) throw new Violation(`an automatic failover opened writes after ${took} ms`);
}
