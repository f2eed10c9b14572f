import { LEASE_TABLE } from "./controls/failover";
import type { FailureDefinition } from "./failure";

export const leaseRegion: FailureDefinition = {
  failure: "lease region",
  title: "One of the lease regions is lost",
  detectedBy: [],
  handledBy: [LEASE_TABLE],
  outcome(has, { config }) {
    const isolated =
      config.lease.onSilence === "refuse"
        ? "a region that reaches no lease region refuses writes"
        : "a region that reaches no lease region keeps accepting writes, so two regions may write";
    return {
      automatic: has(LEASE_TABLE) ? "yes" : "no",
      outage: has(LEASE_TABLE) ? `none: the other two answer; ${isolated}` : "all writes: the lease cannot be renewed",
      lost: "nothing",
    };
  },
};
