import { returnedBy, sameLease, takenBy } from "../lease";
import { Refused } from "../ports";
import { done, type Step, skipped } from "./step";

/** The target was never open, so the old region may write again at once. */
export const returnLease: Step = async ({ plan, ports, lease, known }) => {
  if (known["take-lease"] === undefined) return skipped("the lease was not taken");
  const returned = returnedBy(plan);
  if (!sameLease(lease, returned)) {
    // Not from an opened lease: a second process of this run has then gone on, and the target may have taken writes.
    if (!sameLease(lease, takenBy(plan)) && !sameLease(lease, plan.before)) {
      throw new Refused(`writes are open in ${lease.active} since: run the same command again to go on`);
    }
    await ports.lease.replace(lease, returned);
  }
  return done(`${plan.from} may write again, in epoch ${returned.epoch}`, returned.epoch);
};
