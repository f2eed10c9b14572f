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
  /** Rebuild the target as a replica first, where it is an old primary and no run is under way. */
  rebuild: boolean;
  /** The port calls at which its process dies, each restarted by the same command. */
  crashes: readonly number[];
  /** Its monotonic clock's rate, in parts per thousand from true. */
  drift: number;
  /** Its wall clock's error, in seconds. */
  skew: number;
}

/** Everything that varies from one play of the model to another; plain data, so that a failure shrinks and repeats. */
export interface Schedule {
  orders: readonly Order[];
  /** What becomes of the region that is active at the start, and when, in seconds after the first of the orders. */
  trouble: {
    kind: "none" | "lost" | "partitioned" | "frozen";
    at: number;
    /** Seconds until it comes back; null for never. */
    lasts: number | null;
  };
  /** What the databases say of their lag. */
  lag: "small" | "over" | "unknown" | "stale";
  /** How far behind replicas are in truth while a switchover is under way, in seconds. */
  behind: number;
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
    drift: fc.constant(drift),
    skew: fc.constantFrom(0, -20, 20),
  });

const anything = fc.constantFrom([0, 0], [-10, 10], [10, -10]).chain(([agentDrift = 0, drift = 0]) =>
  fc.record({
    orders: fc.array(order(drift), { minLength: 1, maxLength: 3 }),
    trouble: fc.record({
      kind: fc.constantFrom<Schedule["trouble"]["kind"]>("none", "lost", "partitioned", "frozen"),
      at: fc.constantFrom(-5, 0.5, 1, 10, 40, 70),
      lasts: fc.constantFrom(null, 20, 60, 200),
    }),
    lag: fc.constantFrom<Schedule["lag"]>("small", "small", "small", "small", "small", "over", "unknown", "stale"),
    behind: fc.constantFrom(2, 2, 60),
    agentDrift: fc.constant(agentDrift),
    agentPhase: fc.constantFrom(0, 300, 3000),
    edgeDelays: fc.constantFrom([0, 3], [1, 8], [0, 90]),
    faults: fc.uint8Array({ maxLength: 300, size: "max" }),
  }),
);

/** The edge of what the lease allows: a region cut off right after its slow agents have read, before a fast taker. */
const closest = fc.record({
  orders: fc.constant<Order[]>([
    { at: 10, mode: "failover", to: "west", force: true, rebuild: false, crashes: [], drift: 10, skew: 0 },
  ]),
  trouble: fc.record({
    kind: fc.constant<Schedule["trouble"]["kind"]>("partitioned"),
    at: fc.nat(10).map((tenths) => tenths / 10),
    lasts: fc.constant(200),
  }),
  lag: fc.constant<Schedule["lag"]>("small"),
  behind: fc.constant(2),
  agentDrift: fc.constant(-10),
  agentPhase: fc.nat(10).map((tenths) => tenths * 100),
  edgeDelays: fc.constant([0, 90]),
  faults: fc.constant(new Uint8Array()),
});

export const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 15, arbitrary: anything },
  { weight: 1, arbitrary: closest },
);
