import { releasedBy } from "../protocol/lease";
import { define, done, skipped } from "./step";

export const reopenEdge = define({
  title: "open writes at the edge again",
  call: async ({ plan, ports, known }) => {
    if (known["hold-writes"] === undefined) return skipped("writes were not held at the edge");
    const current = await ports.edge.read();
    const reads = current?.reads ?? "failover";
    await ports.edge.write({ active: plan.from, epoch: releasedBy(plan).epoch, reads, writes: "open" });
    return done(`the edge sends writes to ${plan.from}`);
  },
});
