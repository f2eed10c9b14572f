import { Violation } from "./core-type";
import { checkQuarantine } from "./invariants";
import { CALM, type Command, type Outage, type Region, type Schedule } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";

/** From a run's start to open writes when only the region is lost: the lease, the promotion, and some polls, in milliseconds. */
const PACE = 41_000 + 25_000 + 20_000;
/** How much longer a promotion of Aurora takes, in milliseconds. */
const AURORA = 25_000;
/** How much longer a fault of the critical path may take, in milliseconds: its duration and some polls. */
const MINUTE = 70_000;

/**
 * With a known fault at most, an unforced failover from a lost region opens writes in time and in one run: what runs beside the critical
 * path delays nothing, and what is missing for a moment fails nothing.
 */
export function checkPace(aws: SimulatedAws, schedule: Schedule, failed: ReadonlySet<Command>): void {
  const limit = pace(schedule);
  if (limit === undefined) return;
  const opened = aws.openedAt - (schedule.commands[0]?.at ?? 0) * 1000;
  if (aws.openedAt === 0 || opened > limit) throw new Violation(`writes were opened after ${opened} ms`);
  if (failed.size > 0) throw new Violation("a run failed");
}

/**
 * Without faults, every command of a cycle succeeds: a planned run waits for a replica that was just rebuilt. A standby without instances gets
 * its first one during a forced failover.
 */
export function checkOutcomes(schedule: Schedule, outcomes: readonly string[], failed: ReadonlySet<Command>): void {
  const { commands, ...others } = schedule;
  const { aurora, edgeDelays, promotion } = schedule;
  const { commands: _, ...calm } = { ...CALM, aurora, edgeDelays, promotion };
  if (commands.length < 3 || JSON.stringify(others) !== JSON.stringify(calm)) return;
  if (aurora?.headless) {
    const [first] = commands;
    if (first?.forced && (outcomes[0] !== "done" || failed.has(first))) {
      throw new Violation("a failover to a standby without instances failed");
    }
    return;
  }
  const spaced = commands.every(({ at, rebuild }, index) => at >= 10 + index * 390 && rebuild === index > 0);
  const moving = commands.every(({ to }, index) => to !== (commands[index - 1]?.to ?? "east"));
  if (spaced && moving && outcomes.some((outcome) => outcome !== "done")) {
    throw new Violation(`commands without a fault ended ${outcomes.join(", ")}`);
  }
}

/** The first region was lost a minute before the command or earlier, and had committed beats before. */
function isLost(outage: Outage | null, { at }: Command): boolean {
  return (
    outage?.kind === "lost" &&
    outage.region === "east" &&
    outage.lasts === null &&
    outage.at <= -62 &&
    at + outage.at > 9
  );
}

/** Only the first region's database was lost, for longer than a beat is recent. */
function isDatabaseLost({ outage, databaseLoss, renewals }: Schedule, { at }: Command): boolean {
  if (databaseLoss === null) return false;
  const { at: lostAt, lasts } = databaseLoss;
  return outage === null && renewals && lasts === null && lostAt <= -75 && at + lostAt > 9;
}

/** The longest time until writes are open; undefined where the schedule has faults without a known limit. */
function pace(schedule: Schedule): number | undefined {
  const { commands, replication, beats, faults, denied, credentials, promotion } = schedule;
  const [only, other] = commands;
  const calm =
    other === undefined &&
    only?.mode === "failover" &&
    only.crashes.length === 0 &&
    only.suspended === null &&
    only.to === "west" &&
    (isLost(schedule.outage, only) || isDatabaseLost(schedule, only)) &&
    beats === "recorded" &&
    replication.behind === 2 &&
    replication.stallsAt === null &&
    schedule.retiming === null &&
    schedule.move === null &&
    schedule.agentLeaseSeconds === null &&
    schedule.agentRestart === null &&
    !schedule.aurora?.headless &&
    faults.every((fault) => fault === 0);
  // A plan cannot be made without permissions, and is not asked for again.
  if (!calm || (denied !== null && denied.at < 1 && ESSENTIAL.includes(denied.port))) return undefined;
  if (credentials !== null && credentials.at < 1) return undefined;
  const delays = [
    promotion === "backing-up" && MINUTE,
    // A hanging provider of credentials, unlike an expired one, takes a call's whole time.
    credentials !== null && MINUTE,
    denied !== null && ESSENTIAL.includes(denied.port) && MINUTE,
    schedule.aurora !== null && AURORA,
    promotion === "given-up" && (schedule.aurora === null ? 40_000 : 40_000 + AURORA),
    schedule.endpointHangsAt !== null && 15_000,
  ];
  return delays.reduce<number>((sum, delay) => sum + (delay || 0), PACE);
}

const ESSENTIAL = ["lease", "journal", "database", "edge", "watermarks"];

/** The end of every schedule: lease, edge, routes, database, capacity and clients agree on one region. */
export function checkEnd(aws: SimulatedAws): void {
  const { lease, store } = aws;
  const active = lease.active as Region;
  const faults = [
    aws.unfinished() !== null && "a run is unfinished",
    aws.isLeaseBeingMoved && "the lease is being moved",
    lease.writes !== "open" && "writes are held by the lease",
    store.writes !== "open" && "writes are held at the edge",
    store.active !== active && `the edge leads to ${store.active}`,
    !aws.isWritable(active) && `the database of ${active} takes no writes`,
    lease.epoch > 1 &&
      aws.routes.region !== active &&
      aws.routes.epoch > 0 &&
      `the routes lead to ${aws.routes.region}`,
    lease.epoch > 1 && !aws.capacity[active].raised && `${active} lacks capacity`,
    aws.fenced[active] && `${active} is fenced`,
    aws.edges.some((edge) => aws.clients.writeThrough(edge) !== active) &&
      `not every edge's writes are accepted by ${active}`,
    ...lease.quarantined.map(
      (region) => !aws.isCutOff(region as Region) && !aws.fenced[region as Region] && `${region} is not fenced`,
    ),
    ...overdueQuarantines(aws).map((region) => `the quarantine of ${region} has not ended`),
  ].filter((fault) => fault !== false);
  if (faults.length > 0) {
    throw new Violation(`no named command leads out: ${faults.join("; ")} (active ${active}, epoch ${lease.epoch})`);
  }
  checkQuarantine(aws);
}

/** Quarantined regions whose database follows the last writer again. Their controllers end the quarantine within minutes. */
export function overdueQuarantines({ databases, isCutOff, lease }: SimulatedAws): Region[] {
  return (lease.quarantined as Region[]).filter((region) => {
    const { role, source } = databases[region];
    return !isCutOff(region) && role === "replica" && source === lease.lastWriter;
  });
}
