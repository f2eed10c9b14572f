import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "./ports";

/** The clocks of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  // A signal ends the sleep early, which is no failure of the sleeper's.
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => {}),
};
