import type { Lease, LeaseTiming, Plan } from "./types";

/** The rule that every agent follows on what it read: whether this region may let writes through. */
export function permits(lease: Pick<Lease, "active" | "writes">, region: string): boolean {
  return lease.active === region && lease.writes === "open";
}

/**
 * How long a taker waits, by its own monotonic clock, after its conditional write: the longest that an agent with a slow
 * clock may still let writes through, and that such a write may take, told by a fast clock. The argument is in README.md.
 */
export function expirySeconds({ leaseSeconds, writeSeconds, driftRatio }: LeaseTiming): number {
  return Math.ceil(((leaseSeconds + writeSeconds) * (1 + driftRatio) * 1000) / (1 - driftRatio)) / 1000;
}

/** Equal in all that conditional writes look at and change. */
export function sameLease(one: Lease, other: Lease): boolean {
  return (
    one.epoch === other.epoch &&
    one.active === other.active &&
    one.writes === other.writes &&
    one.lastWriter === other.lastWriter &&
    one.run === other.run
  );
}

/** The lease once the run has taken it: the target's, and nobody may write yet. */
export function acquiredBy(plan: Plan): Lease {
  return { ...plan.before, active: plan.to, epoch: plan.epoch, writes: "held", run: plan.run };
}

/** The lease once writes are open in the target. */
export function openedBy(plan: Plan): Lease {
  return { ...acquiredBy(plan), writes: "open", lastWriter: plan.to };
}

/**
 * The lease given back by a run that failed before promoting. Its epoch is one further even if the run never came to take
 * the lease, so that a write of the run's that is still under way somewhere finds its condition gone.
 */
export function releasedBy(plan: Plan): Lease {
  return { ...plan.before, epoch: plan.epoch + 1, run: plan.run };
}

/**
 * Whether the run may act: why not, or null. Read before every call of every step.
 * @param rollingBack whether the step puts back rather than goes forward
 */
export function refusal(plan: Plan, lease: Lease, rollingBack: boolean): string | null {
  if (plan.mode === "rehearse" || lease.run !== plan.run) {
    if (sameLease(lease, plan.before)) return null;
    return `epoch ${lease.epoch} (${lease.active}, writes ${lease.writes}) has replaced the epoch ${plan.before.epoch} that this run was planned from`;
  }
  if (rollingBack || lease.epoch === plan.epoch) return null;
  return `this run has given the lease back with epoch ${lease.epoch}`;
}
