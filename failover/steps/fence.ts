import { done, type Step } from "./step";

/** Best effort: what keeps the old region from writing is that its lease runs out. */
export const fence: Step = async ({ plan, ports }) => {
  await ports.fencing.fence(plan.from, plan.epoch);
  return done(`${plan.from} is fenced`);
};
