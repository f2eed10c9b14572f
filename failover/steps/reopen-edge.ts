import { releasedBy } from "../protocol/lease";
import { done, type Step, skipped } from "./step";

export const reopenEdge: Step = async ({ plan, ports, known }) => {
  if (known["hold-writes"] === undefined) return skipped("writes were not held at the edge");
  const current = await ports.edge.read();
  const reads = current?.reads ?? "failover";
  await ports.edge.write({ active: plan.from, epoch: releasedBy(plan).epoch, reads, writes: "open" });
  return done(`the edge sends writes to ${plan.from}`);
};
