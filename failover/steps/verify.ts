import { done, pending, type Step } from "./step";

/** A client's view: a write and its read through the edge, answered by the target, which has its capacity. */
export const verify: Step = async ({ plan, ports }) => {
  const marker = `${plan.run} verify`;
  const wrote = await ports.probes.write("edge", marker);
  if (wrote.region !== plan.to) return pending(`a write through the edge was taken by ${wrote.region}`);
  const read = await ports.probes.read("edge");
  if (read.region !== plan.to) return pending(`a read through the edge was answered by ${read.region}`);
  if (read.marker !== marker)
    return pending(`a read through the edge gave ${read.marker ?? "nothing"}, not what was written`);
  // A rehearsal that ended late may have lowered it meanwhile.
  const capacity = await ports.capacity.raise(plan.to, plan.epoch);
  return capacity.ready ? done(`a write and its read went through the edge to ${plan.to}`) : pending(capacity.detail);
};
