import fc from "fast-check";
import type { Mode } from "../../failover/protocol/types";

export const REGIONS = ["east", "west", "south"] as const;
export type Region = (typeof REGIONS)[number];

/** One operator, or alarm, giving one command. */
export interface Order {
  /** Seconds after the start. */
  at: number;
  mode: Mode;
  to: Region;
  force: boolean;
  /** Rebuild the target as a replica first, where it is an old primary and no run is in progress. */
  rebuild: boolean;
  /** The port calls at which its process dies, each restarted by the same command. */
  crashes: readonly number[];
  /** Its machine is suspended, its monotonic clock with it; seconds after its start and for how long. */
  suspended: { at: number; lasts: number } | null;
  /** Its monotonic clock's rate, in parts per thousand from true. */
  drift: number;
  /** Its wall clock's error, in seconds. */
  skew: number;
}

/** Everything that varies from one run of the model to another; plain data, so that a failure shrinks and repeats. */
export interface Schedule {
  orders: readonly Order[];
  /** What happens to the region that is active at the start, and when, in seconds after the first of the orders. */
  trouble: {
    kind: "none" | "lost" | "partitioned" | "frozen";
    at: number;
    /** Seconds until it returns; null for never. */
    lasts: number | null;
  };
  /** Beats: recorded, none ever recorded, replication far behind, or a sentinel whose clock is an hour ahead. */
  beats: "recorded" | "never" | "behind" | "future";
  /** How far behind replicas are where beats are recorded, in seconds. */
  behind: number;
  /** A promotion: completes, is refused for a minute because of a backup, or is accepted and given up once. */
  promotion: "completes" | "backing-up" | "given-up";
  /** Whether instances ever become ready. */
  capacity: "comes" | "never";
  /** The timing that an update publishes, and when, in seconds after the first of the orders. */
  retiming: { at: number; leaseSeconds: number } | null;
  /** A permission that is missing for a minute: the port, and when, in seconds after the first of the orders. */
  denied: { port: string; at: number } | null;
  /** When the agents restart, closed, in seconds after the first of the orders; null for never. */
  restart: number | null;
  /** The regions' agents' clock rates, in parts per thousand from true. */
  agentDrift: number;
  /** When the agents first read, in milliseconds after the first of the orders. */
  agentPhase: number;
  /** How long each edge takes to follow the store, in seconds. */
  edgeDelays: readonly number[];
  /** One byte a port call, 0 (also past the end) for a call without a fault. */
  faults: Uint8Array;
}

const order = (drift: number): fc.Arbitrary<Order> =>
  fc.record({
    at: fc.constantFrom(10, 15, 70, 130, 310),
    mode: fc.constantFrom<Mode>("failover", "failover", "switchover", "switchover", "rehearse"),
    to: fc.constantFrom<Region>("west", "west", "west", "east", "south"),
    force: fc.constantFrom(false, false, true),
    rebuild: fc.constantFrom(true, true, false),
    crashes: fc.array(fc.nat(120), { maxLength: 2 }),
    suspended: fc.constantFrom(null, null, null, { at: 1, lasts: 100 }, { at: 42, lasts: 60 }, { at: 60, lasts: 400 }),
    drift: fc.constant(drift),
    skew: fc.constantFrom(0, -20, 20),
  });

const PORTS = ["lease", "journal", "database", "fencing", "capacity", "routes", "edge", "watermarks"];

const anything = fc.constantFrom([0, 0], [-10, 10], [10, -10]).chain(([agentDrift = 0, drift = 0]) =>
  fc.record({
    orders: fc.array(order(drift), { minLength: 1, maxLength: 4 }),
    trouble: fc.record({
      kind: fc.constantFrom<Schedule["trouble"]["kind"]>("none", "lost", "partitioned", "frozen"),
      at: fc.constantFrom(-5, 0.5, 1, 10, 40, 70),
      lasts: fc.constantFrom(null, 20, 60, 200, 900),
    }),
    beats: fc.constantFrom<Schedule["beats"]>(
      "recorded",
      "recorded",
      "recorded",
      "recorded",
      "behind",
      "never",
      "future",
    ),
    behind: fc.constantFrom(2, 2, 45),
    promotion: fc.constantFrom<Schedule["promotion"]>("completes", "completes", "backing-up", "given-up"),
    capacity: fc.constantFrom<Schedule["capacity"]>("comes", "comes", "comes", "never"),
    retiming: fc.constantFrom(
      null,
      null,
      { at: -8, leaseSeconds: 5 },
      { at: -2, leaseSeconds: 10 },
      { at: 5, leaseSeconds: 90 },
    ),
    denied: fc.option(fc.record({ port: fc.constantFrom(...PORTS), at: fc.constantFrom(0, 2, 45, 70) })),
    restart: fc.constantFrom(null, null, 3, 30, 90),
    agentDrift: fc.constant(agentDrift),
    agentPhase: fc.constantFrom(0, 300, 3000),
    edgeDelays: fc.constantFrom([0, 3], [1, 8], [0, 90], [0, 400]),
    faults: fc.uint8Array({ maxLength: 300, size: "max" }),
  }),
);

const NO_TROUBLE = {
  beats: "recorded",
  behind: 2,
  promotion: "completes",
  capacity: "comes",
  retiming: null,
  denied: null,
  restart: null,
  faults: new Uint8Array(),
} as const;

/** At the limit of what the lease allows: a region cut off just after its slow agents have read, before a fast clock's run. */
const closest = fc.record({
  orders: fc.constant<Order[]>([
    {
      at: 10,
      mode: "failover",
      to: "west",
      force: true,
      rebuild: false,
      crashes: [],
      suspended: null,
      drift: 10,
      skew: 0,
    },
  ]),
  trouble: fc.record({
    kind: fc.constant<Schedule["trouble"]["kind"]>("partitioned"),
    at: fc.nat(10).map((tenths) => tenths / 10),
    lasts: fc.constant(200),
  }),
  retimed: fc.constantFrom(null, null, { at: -1, leaseSeconds: 5 }),
  agentDrift: fc.constant(-10),
  agentPhase: fc.nat(10).map((tenths) => tenths * 100),
  edgeDelays: fc.constant([0, 90]),
});

/** A lost region and nothing else but what runs beside the critical path. */
const critical = fc.record({
  orders: fc.constant<Order[]>([
    {
      at: 10,
      mode: "failover",
      to: "west",
      force: false,
      rebuild: false,
      crashes: [],
      suspended: null,
      drift: 0,
      skew: 0,
    },
  ]),
  trouble: fc.constant<Schedule["trouble"]>({ kind: "lost", at: 0.5, lasts: null }),
  capacity: fc.constantFrom<Schedule["capacity"]>("comes", "never"),
  denied: fc.constantFrom(null, ...["fencing", "capacity", "routes", "notifications"].map((port) => ({ port, at: 0 }))),
  agentDrift: fc.constant(0),
  agentPhase: fc.constant(0),
  edgeDelays: fc.constant([0, 3]),
});

export const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 15, arbitrary: anything },
  {
    weight: 1,
    arbitrary: closest.map(({ retimed, ...rest }): Schedule => ({ ...NO_TROUBLE, ...rest, retiming: retimed })),
  },
  { weight: 1, arbitrary: critical.map((rest): Schedule => ({ ...NO_TROUBLE, ...rest })) },
);

/** Whether nothing but the loss itself keeps the critical path from its pace. */
export function isUndisturbed({
  orders,
  trouble,
  beats,
  promotion,
  retiming,
  restart,
  faults,
  denied,
  behind,
}: Schedule): boolean {
  const [only, other] = orders;
  return (
    other === undefined &&
    only?.mode === "failover" &&
    only.crashes.length === 0 &&
    only.suspended === null &&
    only.to === "west" &&
    trouble.kind === "lost" &&
    trouble.at <= 1 &&
    beats === "recorded" &&
    behind === 2 &&
    promotion === "completes" &&
    retiming === null &&
    restart === null &&
    faults.every((fault) => fault === 0) &&
    (denied === null || ["fencing", "capacity", "routes", "notifications"].includes(denied.port))
  );
}
