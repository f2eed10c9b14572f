import fc from "fast-check";
import { type Played, play } from "./run-schedule";
import { type Schedule, schedules } from "./schedule";
import type { Core } from "./simulated-aws";

/** How many schedules came to what. */
export type Tally = Record<string, number>;

/**
 * Plays `runs` schedules. The seed is printed; with REDOUBT_MODEL_SEED and REDOUBT_MODEL_PATH set to what a failure prints,
 * that very schedule is played again.
 * @throws what fast-check says of the smallest schedule that fails
 */
export async function check(core: Core, runs: number): Promise<Tally> {
  const seed = Number(process.env.REDOUBT_MODEL_SEED ?? Math.floor(Math.random() * 0x7fffffff));
  const path = process.env.REDOUBT_MODEL_PATH;
  process.stdout.write(`      model: ${runs} schedules, REDOUBT_MODEL_SEED=${seed}\n`);
  const tally: Tally = {};
  const count = (what: string) => {
    tally[what] = (tally[what] ?? 0) + 1;
  };
  const result = await fc.check(
    fc.asyncProperty(schedules, async (schedule) => {
      const { outcomes, epoch }: Played = await play(core, schedule);
      for (const outcome of outcomes) count(outcome);
      count(
        epoch === 1 ? "without a change of hands" : epoch === 2 ? "one change of hands" : "several changes of hands",
      );
    }),
    { numRuns: runs, seed, ...(path === undefined ? {} : { path }) },
  );
  if (result.failed) {
    const replay = `REDOUBT_MODEL_SEED=${result.seed} REDOUBT_MODEL_PATH=${result.counterexamplePath}`;
    throw new Error(
      `${String(result.errorInstance)}\nafter ${result.numRuns} schedules; play it again with ${replay}\n${show(result.counterexample?.[0])}`,
    );
  }
  return tally;
}

/** The invariant that a schedule of the first `runs` breaks; null when none does. */
export async function breaks(core: Core, runs: number, seed: number): Promise<Error | null> {
  const result = await fc.check(
    fc.asyncProperty(schedules, async (schedule) => {
      await play(core, schedule);
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  if (!result.failed) return null;
  return result.errorInstance instanceof Error ? result.errorInstance : new Error(String(result.errorInstance));
}

function show(schedule: Schedule | undefined): string {
  return JSON.stringify(schedule, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value), 2);
}
