import { leaseTable } from "./controls/failover";
import type { FailureDefinition } from "./failure";

export const leaseRegion: FailureDefinition = {
  failure: "lease region",
  title: "One of the lease regions is lost",
  detectedBy: [],
  handledBy: [leaseTable],
  outcome(has, { config }) {
    const isolated =
      config.lease.onSilence === "refuse"
        ? "a region that reaches no lease region refuses writes"
        : "a region that reaches no lease region keeps accepting writes, so two regions may write";
    return {
      automatic: has(leaseTable) ? "yes" : "no",
      outage: has(leaseTable) ? `none: the other two answer; ${isolated}` : "all writes: the lease cannot be renewed",
      lost: "nothing",
    };
  },
};
