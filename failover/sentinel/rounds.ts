import type { Clock } from "../protocol/ports";

export interface RoundsOptions {
  readonly clock: Pick<Clock, "monotonic" | "sleep">;
  /** No round begins after this time, seconds. */
  readonly seconds: number;
  /** Pause between two rounds, seconds. */
  readonly pauseSeconds: number;
  readonly round: () => Promise<unknown>;
  /** Called after a round that failed; it must not reject. */
  readonly onFailure: (error: unknown) => Promise<void>;
}

/**
 * Runs rounds until the time is over; one that fails does not end the others.
 * @returns how many succeeded
 * @throws the error of the last round, if that one failed: an invocation that ends well has just seen the database answer
 */
export async function runRounds(options: RoundsOptions): Promise<number> {
  const { clock, seconds, pauseSeconds, round, onFailure } = options;
  const end = clock.monotonic() + seconds * 1000;
  let succeeded = 0;
  let failure: { error: unknown } | undefined;
  for (; clock.monotonic() < end; await clock.sleep(pauseSeconds * 1000)) {
    try {
      await round();
      succeeded++;
      failure = undefined;
    } catch (error) {
      failure = { error };
      await onFailure(error);
    }
  }
  if (failure !== undefined) throw failure.error;
  return succeeded;
}
