import fc from "fast-check";
import type { Mode } from "../../failover/protocol/types";
import type { Command, Move, Outage, Region } from "./schedule";

export const PORTS = ["lease", "journal", "database", "fencing", "capacity", "routes", "edge", "watermarks"];

export const command = (drift: number): fc.Arbitrary<Command> =>
  fc.record({
    at: fc.constantFrom(10, 15, 70, 130, 310, 700),
    mode: fc.constantFrom<Mode>("failover", "failover", "switchover", "switchover", "rehearse"),
    to: fc.constantFrom<Region>("west", "west", "west", "east", "south"),
    forced: fc.constantFrom(false, false, true),
    rebuild: fc.constantFrom(true, true, false),
    crashes: fc.array(fc.nat(120), { maxLength: 2 }),
    abandoned: fc.constantFrom(false, false, true),
    suspended: fc.constantFrom(null, null, null, { at: 1, lasts: 100 }, { at: 42, lasts: 60 }, { at: 60, lasts: 400 }),
    drift: fc.constant(drift),
    skew: fc.constantFrom(0, -20, 20),
  });

export const outage: fc.Arbitrary<Outage> = fc.record({
  region: fc.constantFrom<Region>("east", "east", "east", "east", "west", "south"),
  kind: fc.constantFrom<Outage["kind"]>("lost", "isolated", "frozen"),
  at: fc.constantFrom(-100, -65, -65, -5, 0.5, 1, 10, 40, 70),
  lasts: fc.constantFrom(null, 20, 60, 200, 900),
});

export const move = (at: fc.Arbitrary<number>): fc.Arbitrary<Move> =>
  fc.record({
    at,
    crashes: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    repeated: fc.boolean(),
    suspended: fc.constantFrom(null, null, { at: 0.1, lasts: 60 }, { at: 0.05, lasts: 400 }),
  });

/** One value that is usual, or one of several that are rare. */
export function rarely<T>(usual: T, ...rare: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });
}
