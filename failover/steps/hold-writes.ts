import { define, done } from "./step";

/** Answers writes at the edge with 503 and Retry-After, in the old epoch, until the switch to the new epoch. */
export const holdWrites = define({
  title: "hold writes at the edge",
  call: async ({ plan, ports }) => {
    const current = await ports.edge.read();
    const reads = current?.reads ?? "failover";
    await ports.edge.write({ active: plan.from, epoch: plan.before.epoch, reads, writes: "held" });
    return done("the edge answers writes with 503 and Retry-After");
  },
});
