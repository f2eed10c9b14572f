import { done, type Step, skipped } from "./step";

export const restoreCapacity: Step = async ({ plan, ports, known }) => {
  if (known["raise-capacity"] === undefined) return skipped("capacity was not raised");
  await ports.capacity.restore(plan.to, plan.epoch);
  return done(`${plan.to} has its standby capacity again`);
};
