import { define, done } from "./step";

/** Removes the fence of an earlier failover from a region that becomes active. */
export const releaseFence = define({
  title: "remove an earlier fence from the target",
  timing: { timeoutSeconds: 300 },
  call: async ({ plan, ports }) => {
    await ports.fencing.release(plan.to, plan.epoch);
    return done(`${plan.to} is not fenced`);
  },
});
