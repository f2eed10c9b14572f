import { done, type Step } from "./step";

/** Reads too go to the new region alone until the old one is rebuilt: coming back, it gets nothing by itself. */
export const switchEdge: Step = async ({ plan, ports }) => {
  await ports.edge.write({ active: plan.to, epoch: plan.epoch, reads: "pinned", writes: "open" });
  return done(`the edge sends reads and writes to ${plan.to}`);
};
