import type { Clock } from "../protocol/ports";

export interface RoundsOptions {
  readonly clock: Pick<Clock, "monotonic" | "sleep">;
  /** No round starts after this time, seconds. */
  readonly seconds: number;
  /** Pause between two rounds, seconds. */
  readonly pauseSeconds: number;
  readonly round: () => Promise<unknown>;
  /** Called after a round that failed; it must not reject. */
  readonly onFailure: (error: unknown) => Promise<void>;
}

/**
 * Runs rounds until the time is over; a failed round does not end the loop.
 * @returns the number of successful rounds
 * @throws the error of the last round if it failed: after a successful invocation the database was reachable just before
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
