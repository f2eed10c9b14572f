import { leaseTable } from "./controls";
import type { FailureDefinition } from "./failure";

export const leaseRegion: FailureDefinition = {
  failure: "lease region",
  title: "One of the lease regions is lost",
  detects: [],
  handles: [leaseTable],
  outcome(has, { config }) {
    const agents =
      config.lease.onSilence === "refuse"
        ? "a region that reaches no lease region refuses writes"
        : "a region that reaches no lease region goes on writing, so that two might";
    return {
      automatic: has(leaseTable) ? "yes" : "no",
      outage: has(leaseTable)
        ? `none: the other two answer; ${agents}`
        : "writes everywhere: nobody can renew the lease",
      lost: "nothing",
    };
  },
};
