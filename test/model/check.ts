import fc from "fast-check";
import type { Core } from "./core-type";
import { runSchedule } from "./run-schedule";
import type { Schedule } from "./schedule";
import { schedulesOf } from "./schedules";

/** How many schedules had each outcome. */
export type Tally = Record<string, number>;

/**
 * Runs `runs` schedules from a seed.
 * @param path of one schedule of that seed, as a failure prints it
 * @throws Error with the smallest failing schedule, and the seed and path that repeat it
 */
export async function check(core: Core, runs: number, seed: number, path?: string): Promise<Tally> {
  const tally: Tally = {};
  const count = (outcome: string) => {
    tally[outcome] = (tally[outcome] ?? 0) + 1;
  };
  const result = await fc.check(
    fc.asyncProperty(schedulesOf(seed), async (schedule) => {
      const { outcomes, epoch } = await runSchedule(core, schedule);
      for (const outcome of outcomes) count(outcome);
      count(epoch === 1 ? "no new epoch" : epoch === 2 ? "one new epoch" : "several new epochs");
    }),
    { numRuns: runs, seed, ...(path === undefined ? {} : { path }) },
  );
  if (result.failed) {
    const repeat = `REDOUBT_MODEL_SEED=${result.seed} REDOUBT_MODEL_PATH=${result.counterexamplePath}`;
    throw new Error(
      `${String(result.errorInstance)}\nafter ${result.numRuns} schedules; repeat it with ${repeat}\n${show(result.counterexample?.[0])}`,
    );
  }
  return tally;
}

/** The invariant that one of the first `runs` schedules of a seed violates; null if none does. */
export async function firstViolation(core: Core, runs: number, seed: number): Promise<Error | null> {
  const result = await fc.check(
    fc.asyncProperty(schedulesOf(seed), async (schedule) => {
      await runSchedule(core, schedule);
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  if (!result.failed) return null;
  return result.errorInstance instanceof Error ? result.errorInstance : new Error(String(result.errorInstance));
}

function show(schedule: Schedule | undefined): string {
  return JSON.stringify(schedule, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value), 2);
}
