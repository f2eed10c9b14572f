import { done, pending, type Step } from "./step";

export const raiseCapacity: Step = async ({ plan, ports }) => {
  const { ready, detail } = await ports.capacity.raise(plan.to, plan.epoch);
  return ready ? done(detail) : pending(detail);
};
