import fc from "fast-check";
import {
  abandoned,
  automatic,
  criticalPath,
  cycle,
  lateCalls,
  leaseLimit,
  lostDatabase,
  moved,
  replaced,
  rivals,
  slowCommits,
  staleDecision,
} from "./families";
import { command, move, outage, PORTS, rarely } from "./generators";
import { type Aurora, CALM, type Schedule } from "./schedule";

const databaseLosses = [
  { at: -200, lasts: null },
  { at: -130, lasts: null },
  { at: -60, lasts: null },
  { at: 1, lasts: null },
  { at: 45, lasts: null },
  { at: -200, lasts: 100 },
  { at: -130, lasts: 131 },
  { at: -70, lasts: 40 },
];

/** Any combination of everything. */
const anything = fc.constantFrom([0, 0], [-10, 10], [10, -10]).chain(([agentDrift = 0, drift = 0]) =>
  fc.record({
    commands: fc.array(command(drift), { minLength: 1, maxLength: 4 }),
    trigger: rarely<Schedule["trigger"]>("manual", "automatic"),
    expects: fc.constant(null),
    patience: rarely(0, 600),
    badDeploymentAt: rarely<number | null>(null, -120, 5),
    outage: fc.option(outage, { freq: 4 }),
    databaseLoss: rarely<Schedule["databaseLoss"]>(null, null, ...databaseLosses),
    replication: fc.record({ behind: rarely(2, 45, 400), stallsAt: rarely<number | null>(null, -5, 60) }),
    beats: rarely<Schedule["beats"]>("recorded", "unwritten", "unread", "future", "silent", "interrupted"),
    reportedLag: fc.constantFrom<Schedule["reportedLag"]>("grows", "inactive", "idle"),
    promotion: rarely<Schedule["promotion"]>("completes", "backing-up", "given-up"),
    capacity: rarely<Schedule["capacity"]>("arrives", "never"),
    retiming: rarely<Schedule["retiming"]>(
      null,
      { at: -8, leaseSeconds: 5 },
      { at: -2, leaseSeconds: 10 },
      { at: 5, leaseSeconds: 90 },
    ),
    move: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: move(fc.constantFrom(9, 10.1, 12, 50, 75, 200, 500)) },
    ),
    operatorLeaseSeconds: rarely(30, 5, 300),
    agentLeaseSeconds: rarely<number | null>(null, null, 60),
    renewals: rarely(true, false),
    denied: fc.option(fc.record({ port: fc.constantFrom(...PORTS), at: fc.constantFrom(0, 2, 45, 70) }), { freq: 2 }),
    credentials: rarely<Schedule["credentials"]>(
      null,
      { kind: "expired", at: 2 },
      { kind: "expired", at: 50 },
      { kind: "hanging", at: 20 },
    ),
    endpointHangsAt: rarely<number | null>(null, -5, 20),
    foreignMarkers: rarely(false, true),
    agentRestart: rarely<number | null>(null, 3, 30, 90),
    agentDrift: fc.constant(agentDrift),
    agentPhase: fc.constantFrom(0, 300, 3000),
    edgeDelays: fc.constantFrom([0, 3], [1, 8], [0, 3], [1, 8], [0, 90], [0, 400]),
    faults: fc.uint8Array({ maxLength: 300, size: "max" }),
  }),
);

function family(weight: number, arbitrary: fc.Arbitrary<Partial<Schedule>>) {
  return { weight, arbitrary: arbitrary.map((given): Schedule => ({ ...CALM, ...given })) };
}

const rdsSchedules: fc.Arbitrary<Schedule> = fc.oneof(
  family(15, anything),
  family(1, leaseLimit),
  family(2, criticalPath),
  family(1, staleDecision),
  family(1, lostDatabase),
  family(2, cycle),
  family(2, replaced),
  family(1, lateCalls),
  family(1, moved),
  family(1, abandoned),
  family(1, automatic),
  family(1, rivals),
  family(1, slowCommits),
);

const aurora: fc.Arbitrary<Aurora> = fc.record({ headless: rarely(false, true), rejoins: rarely(true, false) });

const auroraSchedules = fc
  .record({ schedule: rdsSchedules, aurora })
  .map((given): Schedule => ({ ...given.schedule, aurora: given.aurora }));

/** The schedules of a seed: of an odd one with RDS replicas, of an even one with an Aurora Global Database. */
export function schedulesOf(seed: number): fc.Arbitrary<Schedule> {
  return seed % 2 === 0 ? auroraSchedules : rdsSchedules;
}
