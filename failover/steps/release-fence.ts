import { done, type Step } from "./step";

/** A region that an earlier failover fenced must take traffic again before it becomes active. */
export const releaseFence: Step = async ({ plan, ports }) => {
  await ports.fencing.release(plan.to, plan.epoch);
  return done(`${plan.to} is not fenced`);
};
