import type { Mutation } from "../bundle";

const FILE = "failover/protocol/lease.ts";
const TIMINGS = "lease timings that differ";

/** Faults in who may write, and for how long. */
export const LEASE_MUTATIONS: readonly Mutation[] = [
  {
    name: "promotion does not wait for the old lease",
    fault: "isolated region",
    file: "failover/protocol/flow.ts",
    from: '"expire-lease", "promote", "open-lease"',
    to: '"promote", "expire-lease", "open-lease"',
  },
  {
    name: "the wait ends at once",
    fault: "isolated region",
    file: "failover/run/execute.ts",
    from: "while (clock.monotonic() < until)",
    to: "while (clock.monotonic() < until - 1e9)",
  },
  {
    name: "the wait omits writes in progress",
    fault: "isolated region",
    file: FILE,
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "Math.max(timing.longestSeconds - timing.writeSeconds, usedLeaseSeconds)",
  },
  {
    name: "the wait omits the drift of clocks",
    fault: "clocks that run fast and slow",
    file: FILE,
    from: "* (1 + driftRatio) * 1000) / (1 - driftRatio)",
    to: "* 1000) / (1 - 0 * driftRatio)",
  },
  {
    name: "a shorter lease shortens the wait for the longer one",
    fault: TIMINGS,
    file: FILE,
    from: "Math.max(lease.timing.longestSeconds, leaseSeconds + writeSeconds)",
    to: "leaseSeconds + writeSeconds",
  },
  {
    name: "the wait is computed from the current timing, not from the longest one",
    fault: TIMINGS,
    file: FILE,
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "Math.max(timing.leaseSeconds + timing.writeSeconds, usedLeaseSeconds + timing.writeSeconds)",
  },
  {
    name: "the wait ignores the lease that agents publish",
    fault: TIMINGS,
    file: FILE,
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "timing.longestSeconds + 0 * usedLeaseSeconds",
  },
  {
    name: "the wait is computed from the operator's configuration",
    fault: TIMINGS,
    file: "failover/run/plan.ts",
    from: "expirySeconds(lease, settings.lease.driftRatio)",
    to: "settings.lease.leaseSeconds + settings.lease.writeSeconds",
  },
  {
    name: "the lease is acquired with writes open",
    fault: "isolated region",
    file: FILE,
    from: 'writes: "held", quarantined',
    to: 'writes: "open", quarantined',
  },
  {
    name: "an agent permits writes while they are held",
    fault: "clients inside the regions",
    file: FILE,
    from: 'lease.active === region && lease.writes === "open"',
    to: "lease.active === region",
  },
  {
    name: "an opened lease does not record who wrote last",
    fault: "failover, failback, failover again",
    file: FILE,
    from: "    lastWriter: plan.to,\n",
    to: "",
  },
  {
    name: "the previous writer is not quarantined",
    fault: "failover, failback, failover again",
    file: FILE,
    from: "new Set([...lease.quarantined, lastWriter])",
    to: "new Set(lease.quarantined)",
  },
  {
    name: "going back leaves the region quarantined",
    fault: "failover, failback, failover again",
    file: FILE,
    from: "[...quarantined].filter((region) => region !== plan.to)",
    to: "[...quarantined]",
  },
  {
    name: "the target of a run that was replaced is not quarantined",
    fault: "a run that replaces another",
    file: FILE,
    from: 'lease.writes === "held" ? [lease.active] : []',
    to: 'lease.writes === "held" ? [lease.lastWriter] : []',
  },
  {
    name: "the lease is released within its epoch",
    fault: "duplicated and late calls",
    file: FILE,
    from: "epoch: plan.epoch + 1, run",
    to: "epoch: plan.epoch, run",
  },
  {
    name: "a run continues although another run has acquired the lease",
    fault: "suspended machine",
    file: FILE,
    from: "if (sameTerms(lease, plan.before)) return null;",
    to: "if (lease.epoch > 0) return null;",
  },
];
