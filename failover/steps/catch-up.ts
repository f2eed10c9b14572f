import { done, pending, type Step } from "./step";

/** Nobody writes any more, so whatever the old region has committed is on the target, or will be. */
export const catchUp: Step = async ({ plan, ports }) =>
  (await ports.database.caughtUp(plan.from, plan.to))
    ? done(`${plan.to} has everything that ${plan.from} committed`)
    : pending(`${plan.to} has not yet everything that ${plan.from} committed`);
