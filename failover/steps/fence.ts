import { define, done } from "./step";

/**
 * Closes the path to the old database from outside its region. In a failover it is best effort: expired leases keep the old region from
 * writing, and the new region's controller repeats the fence until it is confirmed. A switchover waits for it.
 */
export const fence = define({
  title: "fence the old active region from outside",
  timing: { timeoutSeconds: 20 },
  call: async ({ plan, ports }) => {
    await ports.fencing.fence(plan.from, plan.epoch);
    return done(`${plan.from} is fenced`);
  },
});
