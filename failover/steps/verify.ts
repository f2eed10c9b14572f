import { NotImplemented } from "../protocol/ports";
import { define, done, pending, skipped } from "./step";

/** Writes and reads through the edge like a client; the target must answer. Optional for an application. */
export const verify = define({
  title: "verify with a real write and a read through the edge",
  timing: { callSeconds: 20, timeoutSeconds: 900 },
  call: async ({ plan, ports }) => {
    const marker = `${plan.run} verify`;
    try {
      const wrote = await ports.probes.write("edge", marker);
      if (wrote.region !== plan.to) return pending(`a write through the edge was committed by ${wrote.region}`);
    } catch (error) {
      if (!(error instanceof NotImplemented)) throw error;
      return skipped(`the application has no marker to verify with: ${error.message}`);
    }
    const read = await ports.probes.read("edge");
    if (read.region !== plan.to) return pending(`a read through the edge was answered by ${read.region}`);
    if (read.marker !== marker) {
      return pending(`a read through the edge gave ${read.marker ?? "nothing"}, not what was written`);
    }
    return done(`a write and its read went through the edge to ${plan.to}`);
  },
});
