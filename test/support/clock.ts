import type { Clock } from "../../failover/protocol/ports";

/** A clock that starts at 0 and advances only by sleeping, so that no deadline is reached. */
export function clockBySleeping(): Clock {
  let now = 0;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    after: () => () => {},
  };
}
