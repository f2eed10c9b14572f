import fc from "fast-check";
import type { Mode } from "../../failover/protocol/types";
import { move } from "./generators";
import type { Command, Outage, Region, Schedule } from "./schedule";

const FAILOVER: Command = {
  at: 10,
  mode: "failover",
  to: "west",
  forced: false,
  rebuild: false,
  crashes: [],
  abandoned: false,
  suspended: null,
  drift: 0,
  skew: 0,
};

/** At the limit of what the lease allows: a region isolated just after its slow agents have read, before a fast clock's run. */
export const leaseLimit = fc
  .record({
    commands: fc.constant<Command[]>([{ ...FAILOVER, forced: true, drift: 10 }]),
    outage: fc.record<Outage>({
      region: fc.constant("east"),
      kind: fc.constant("isolated"),
      at: fc.nat(10).map((tenths) => tenths / 10),
      lasts: fc.constant(200),
    }),
    retiming: fc.constantFrom(null, null, { at: -1, leaseSeconds: 5 }),
    operatorLeaseSeconds: fc.constantFrom(30, 5),
    agent: fc.constantFrom<Pick<Schedule, "agentLeaseSeconds" | "renewals">>(
      { agentLeaseSeconds: null, renewals: true },
      { agentLeaseSeconds: null, renewals: false },
      { agentLeaseSeconds: 60, renewals: true },
    ),
    agentRestart: fc.constantFrom(null, 3, 20),
    agentDrift: fc.constant(-10),
    agentPhase: fc.nat(10).map((tenths) => tenths * 100),
    edgeDelays: fc.constant([0, 90]),
  })
  .map(({ agent, ...rest }) => ({ ...rest, ...agent }));

/** A lost region, or only its database, a minute ago or earlier, and one fault that may delay writes by a known time at most. */
export const criticalPath = fc
  .record({
    loss: fc.constantFrom(
      { command: 130, outage: -65 },
      { command: 310, outage: -250 },
      { command: 310, databaseLoss: { at: -200, lasts: null } },
    ),
    fault: fc.constantFrom<Partial<Schedule>>(
      {},
      { capacity: "never" },
      { promotion: "backing-up" },
      { promotion: "given-up" },
      { endpointHangsAt: 2 },
      { endpointHangsAt: -5 },
      { foreignMarkers: true },
      { credentials: { kind: "expired", at: 20 } },
      ...["fencing", "capacity", "routes", "notifications"].map((port) => ({ denied: { port, at: 0 } })),
      ...["lease", "journal", "database", "edge"].map((port) => ({ denied: { port, at: 20 } })),
    ),
    reportedLag: fc.constantFrom<Schedule["reportedLag"]>("grows", "inactive", "idle"),
    operatorLeaseSeconds: fc.constantFrom(30, 300),
  })
  .map(({ loss, fault, ...rest }) => ({
    ...rest,
    ...fault,
    commands: [{ ...FAILOVER, at: loss.command }],
    databaseLoss: loss.databaseLoss ?? null,
    outage:
      loss.outage === undefined
        ? null
        : { region: "east" as const, kind: "lost" as const, at: loss.outage, lasts: null },
  }));

/** Replication that stops while a failover is decided or its machine is suspended. */
export const staleDecision = fc.record({
  commands: fc
    .tuple(
      fc.record({
        at: fc.constantFrom(115, 130, 310),
        suspendedAt: fc.constantFrom(0.1, 0.2, 0.3, 0.4, 0.44, 0.46, 0.47, 0.48),
        lasts: fc.constantFrom(20, 200),
      }),
    )
    .map(([{ at, suspendedAt, lasts }]): Command[] => [{ ...FAILOVER, at, suspended: { at: suspendedAt, lasts } }]),
  replication: fc.record({ behind: fc.constant(2), stallsAt: fc.constantFrom(-120, -110, -30, 5) }),
  beats: fc.constantFrom<Schedule["beats"]>("recorded", "silent"),
  outage: fc.option(
    // The last one ends while the machine is suspended.
    fc
      .constantFrom({ at: -1, lasts: 400 }, { at: -65, lasts: 400 }, { at: -65, lasts: 66 }, { at: -65, lasts: 66 })
      .map((times): Outage => ({ region: "east", kind: "lost", ...times })),
    { freq: 4 },
  ),
});

/** Only the database is lost, for a time or for good, while replication or the sentinel may have stopped. */
export const lostDatabase = fc.record({
  commands: fc.constantFrom(130, 310).map((at): Command[] => [{ ...FAILOVER, at }]),
  databaseLoss: fc.record({ at: fc.constantFrom(-250, -110, -90), lasts: fc.constantFrom(null, 30, 70, 110) }),
  beats: fc.constantFrom<Schedule["beats"]>("recorded", "silent", "interrupted"),
  replication: fc.record({ behind: fc.constant(2), stallsAt: fc.constantFrom(null, -300, -95, -70) }),
});

/** Failover, failback, and failover again, or on to the third region; without faults, or with every fault of single calls. */
export const cycle = fc
  .record({
    modes: fc.array(fc.constantFrom<Mode>("failover", "switchover"), { minLength: 3, maxLength: 3 }),
    last: fc.constantFrom<Region>("west", "south"),
    promotion: fc.constantFrom<Schedule["promotion"]>("completes", "backing-up"),
    foreignMarkers: fc.boolean(),
    edgeDelays: fc.constantFrom([0, 3], [1, 90]),
    faults: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 120, size: "max" })),
  })
  .map(({ modes: [first = "failover", back = "failover", again = "failover"], last, ...rest }) => ({
    ...rest,
    commands: [
      { ...FAILOVER, mode: first, forced: first === "failover" },
      { ...FAILOVER, at: 400, mode: back, to: "east" as const, forced: back === "failover", rebuild: true },
      { ...FAILOVER, at: 800, mode: again, to: last, forced: again === "failover", rebuild: true },
    ],
  }));

/** A run that takes the place of an unfinished one, whose machine may be suspended, and one to a replica of the former primary. */
export const replaced = fc
  .record({
    at: fc.constantFrom(60, 75, 90, 110, 150),
    to: fc.constantFrom<Region>("east", "south"),
    mode: fc.constantFrom<Mode>("failover", "switchover"),
    forced: fc.boolean(),
    suspended: fc.constantFrom(null, { at: 45, lasts: 100 }, { at: 20, lasts: 60 }),
    // The target that was promoted is lost.
    outageAt: fc.constantFrom(null, null, 69, 95),
    faults: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 120, size: "max" })),
  })
  .map(({ at, to, mode, forced, suspended, outageAt, faults }) => ({
    faults,
    outage: outageAt === null ? null : { region: "west" as const, kind: "lost" as const, at: outageAt, lasts: 200 },
    commands: [
      { ...FAILOVER, forced: true, suspended },
      { ...FAILOVER, at, to, mode, forced: forced && mode === "failover" },
    ],
  }));

/** Calls that arrive minutes late, after a rehearsal or a switchover that was rolled back, during a failover. */
export const lateCalls = fc
  .record({
    first: fc.constantFrom<Mode>("rehearse", "switchover"),
    stallsAt: fc.constantFrom(null, 20),
    at: fc.constantFrom(70, 130),
    faults: fc.uint8Array({ maxLength: 200, size: "max" }).map((bytes) => bytes.map((byte) => (byte < 128 ? 0 : 12))),
  })
  .map(({ first, stallsAt, at, faults }) => ({
    faults,
    replication: { behind: 2, stallsAt },
    commands: [
      { ...FAILOVER, mode: first },
      { ...FAILOVER, at, forced: true },
    ],
  }));

/** A move of the lease at any moment of a failover, and of the loss before it. */
export const moved = fc
  .record({
    move: move(fc.nat(80).map((tenths) => 7 + tenths / 10)),
    mode: fc.constantFrom<Mode>("failover", "switchover"),
    outage: fc.option(
      fc.record<Outage>({
        region: fc.constant("east"),
        kind: fc.constantFrom("isolated", "lost"),
        at: fc.nat(30).map((tenths) => (tenths - 25) / 10),
        lasts: fc.constant(200),
      }),
      { freq: 3 },
    ),
    agentLeaseSeconds: fc.constantFrom(null, 60),
    drift: fc.constantFrom([0, 0], [-10, 10]),
    agentPhase: fc.nat(10).map((tenths) => tenths * 100),
    faults: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 60, size: "max" })),
  })
  .map(({ drift: [agentDrift = 0, drift = 0], mode, ...rest }) => ({
    ...rest,
    agentDrift,
    commands: [{ ...FAILOVER, mode, forced: mode === "failover", drift }],
  }));

/** A command that dies, and that nobody runs again: its target's controller continues the run. */
export const abandoned = fc
  .record({
    mode: fc.constantFrom<Mode>("failover", "switchover"),
    crash: fc.integer({ min: 8, max: 90 }),
    promotion: fc.constantFrom<Schedule["promotion"]>("completes", "given-up"),
  })
  .map(({ crash, mode, promotion }) => ({
    promotion,
    commands: [{ ...FAILOVER, mode, forced: mode === "failover", crashes: [crash], abandoned: true }],
    expects: "resumed" as const,
    patience: 1500,
  }));

/** A region that is lost while a failure detector may fail it over, or whose application alone does not answer. */
export const automatic = fc
  .record({
    loss: fc.constantFrom<Partial<Schedule>>(
      { outage: { region: "east", kind: "lost", at: 20, lasts: null }, expects: "automatic" },
      { outage: { region: "east", kind: "isolated", at: 20, lasts: null }, expects: "automatic" },
      { databaseLoss: { at: 20, lasts: null }, expects: "automatic" },
      { outage: { region: "east", kind: "isolated", at: 20, lasts: 70 } },
      { outage: { region: "east", kind: "lost", at: 20, lasts: 100 } },
      { databaseLoss: { at: 20, lasts: 90 } },
      { badDeploymentAt: 20 },
      { badDeploymentAt: 20, renewals: false },
      { badDeploymentAt: 20, beats: "silent" },
    ),
    promotion: fc.constantFrom<Schedule["promotion"]>("completes", "given-up"),
    agentPhase: fc.constantFrom(0, 300, 3000),
  })
  .map(({ loss, ...rest }) => ({ ...rest, ...loss, trigger: "automatic" as const, patience: 700 }));

/** Two standbys of a lost region that start a failover at almost the same time: one is refused at first, calls of the other take long. */
export const rivals = fc
  .record({
    deniedAt: fc.constantFrom(170, 190, 210),
    faults: fc.uint8Array({ minLength: 200, maxLength: 300, size: "max" }),
  })
  .map(({ deniedAt, faults }) => ({
    outage: { region: "east" as const, kind: "lost" as const, at: 20, lasts: null },
    trigger: "automatic" as const,
    denied: { port: "database", at: deniedAt },
    // Fault 7 of process.ts: an answer after 40 s.
    faults: faults.map((byte) => (byte % 8 === 0 ? 7 : 0)),
    patience: 700,
  }));

/** A switchover from a region that is isolated while the lease is acquired, so that its agents close the path late, with slow commits. */
export const slowCommits = fc
  .record({
    command: fc.integer({ min: 10, max: 39 }),
    at: fc.nat(20).map((fifths) => 15 + fifths / 5),
    lasts: fc.constantFrom(18, 24),
  })
  .map(({ command, ...times }) => ({
    commands: [{ ...FAILOVER, at: command, mode: "switchover" as const }],
    outage: { region: "east" as const, kind: "isolated" as const, ...times },
  }));
