import type { Lease, Plan, PublishedTiming } from "./types";

/** The rule of every agent: whether the region may let writes through, by the lease that the agent read. */
export function permits(lease: Pick<Lease, "active" | "writes">, region: string): boolean {
  return lease.active === region && lease.writes === "open";
}

/**
 * How long a run waits after it acquired the lease, by its own monotonic clock, seconds: the longest time for which an agent with a slow
 * clock may still let writes through, plus the longest such write, measured by a fast clock. failover/README.md has the argument.
 *
 * It depends on what agents may have read, not on the configuration of the machine that runs the failover.
 * @param lease as it was acquired
 * @param driftRatio largest deviation of a monotonic clock's rate
 */
export function expirySeconds({ timing, usedLeaseSeconds = 0 }: Lease, driftRatio: number): number {
  return waitSeconds(Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds), driftRatio);
}

/** The wait by a fast clock that outlasts a time measured by a slow clock, seconds. */
export function waitSeconds(longestSeconds: number, driftRatio: number): number {
  return Math.ceil((longestSeconds * (1 + driftRatio) * 1000) / (1 - driftRatio)) / 1000;
}

/** Equal in everything that conditional writes compare and change. */
export function sameLease(one: Lease, other: Lease): boolean {
  return sameTerms(one, other) && one.writer === other.writer && one.quarantined.join() === other.quarantined.join();
}

/** Equal in who may write and for how long. A controller may change the rest between a plan and its run, and runs keep its changes. */
export function sameTerms(one: Lease, other: Lease): boolean {
  return (
    one.epoch === other.epoch &&
    one.active === other.active &&
    one.writes === other.writes &&
    one.lastWriter === other.lastWriter &&
    one.timing.leaseSeconds === other.timing.leaseSeconds &&
    one.timing.writeSeconds === other.timing.writeSeconds &&
    one.timing.longestSeconds === other.timing.longestSeconds &&
    one.run === other.run
  );
}

/**
 * The lease after the run acquired it: it names the target, and nobody may write yet.
 * @param lease the current one, with the terms of `plan.before`
 */
export function acquiredBy(plan: Plan, lease = plan.before): Lease {
  // A run that was replaced may have promoted its target.
  const promoted = lease.writes === "held" ? [lease.active] : [];
  const quarantined = [...new Set([...lease.quarantined, ...promoted])];
  return { ...lease, active: plan.to, epoch: plan.epoch, writes: "held", quarantined, run: plan.run };
}

/**
 * The lease with writes open in the target. The database of the previous writer is a former primary from here on. No lease of an earlier
 * epoch is valid any more, so the longest timing starts again.
 * @param lease the current one, which the run acquired
 */
export function openedBy(plan: Plan, lease = acquiredBy(plan)): Lease {
  const { lastWriter, timing } = lease;
  const quarantined = new Set([...lease.quarantined, lastWriter]);
  return {
    ...lease,
    writes: "open",
    lastWriter: plan.to,
    writer: plan.database,
    quarantined: [...quarantined].filter((region) => region !== plan.to),
    timing: { ...timing, longestSeconds: timing.leaseSeconds + timing.writeSeconds },
  };
}

/**
 * The lease released by a run that failed before promotion. Its epoch is one higher even if the run never acquired the lease, so that
 * the condition of a delayed write of this run is false.
 * @param lease the current one
 */
export function releasedBy(plan: Plan, lease = plan.before): Lease {
  const { active, writes } = plan.before;
  return { ...lease, active, writes, epoch: plan.epoch + 1, run: plan.run };
}

/**
 * The lease with another timing. `longestSeconds` keeps the longer one, because agents may still use it.
 * @param timing of the configuration
 */
export function retimed(lease: Lease, { leaseSeconds, writeSeconds }: Omit<PublishedTiming, "longestSeconds">): Lease {
  const longestSeconds = Math.max(lease.timing.longestSeconds, leaseSeconds + writeSeconds);
  return { ...lease, timing: { leaseSeconds, writeSeconds, longestSeconds } };
}

/**
 * Why the run may not act, or null if it may. Read before every call of every step.
 * @param rollingBack whether the step rolls back rather than goes forward
 */
export function refusal(plan: Plan, lease: Lease, rollingBack: boolean): string | null {
  if (plan.mode === "rehearse" || lease.run !== plan.run) {
    if (sameTerms(lease, plan.before)) return null;
    return `epoch ${lease.epoch} (${lease.active}, writes ${lease.writes}) has replaced the lease that this run was planned from (epoch ${plan.before.epoch})`;
  }
  if (rollingBack || lease.epoch === plan.epoch) return null;
  return `this run has released the lease with epoch ${lease.epoch}`;
}
