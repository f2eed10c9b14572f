import { define, done } from "./step";

/** Pins reads to the new region until the old one is rebuilt, so that a region that returns gets no requests. */
export const switchEdge = define({
  title: "switch the edge",
  timing: { timeoutSeconds: 300 },
  call: async ({ plan, ports }) => {
    await ports.edge.write({ active: plan.to, epoch: plan.epoch, reads: "pinned", writes: "open" });
    return done(`the edge sends reads and writes to ${plan.to}`);
  },
});
