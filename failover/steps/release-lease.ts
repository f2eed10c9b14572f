import { acquiredBy, releasedBy, sameLease } from "../protocol/lease";
import { Refused } from "../protocol/ports";
import { done, type Step, skipped } from "./step";

/** The target was never open, so the old region may write again at once. */
export const releaseLease: Step = async ({ plan, ports, lease, known }) => {
  // Once anything was done in the epoch's name it is used up: the next run's epoch must tell late calls of this one.
  if (known["raise-capacity"] === undefined) return skipped("nothing was done in the epoch's name");
  const returned = releasedBy(plan);
  if (!sameLease(lease, returned)) {
    // Not from an opened lease: a second process of this run has then gone on, and the target may have taken writes.
    if (!sameLease(lease, acquiredBy(plan)) && !sameLease(lease, plan.before)) {
      throw new Refused(`writes are open in ${lease.active} since: run the same command again to go on`);
    }
    await ports.lease.replace(lease, returned);
  }
  return done(`${plan.from} may write again, in epoch ${returned.epoch}`, returned.epoch);
};
