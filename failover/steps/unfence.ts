import { releasedBy } from "../protocol/lease";
import { define, done, skipped } from "./step";

/** Removes the fence of this run from the old region, which stays active. */
export const unfence = define({
  title: "remove this run's fence from the old region",
  timing: { timeoutSeconds: 300 },
  call: async ({ plan, ports, known }) => {
    if (known.fence === undefined) return skipped(`${plan.from} was not fenced`);
    await ports.fencing.release(plan.from, releasedBy(plan).epoch);
    return done(`${plan.from} is not fenced`);
  },
});
