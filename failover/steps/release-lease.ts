import { acquiredBy, releasedBy, sameTerms } from "../protocol/lease";
import { Refused } from "../protocol/ports";
import { define, done, skipped } from "./step";

/** Writes were never open in the target, so the old region may write again at once. */
export const releaseLease = define({
  title: "release the lease to the old region",
  call: async ({ plan, ports, lease, known }) => {
    // After any change under the epoch the next run needs another one, so that this run's delayed calls are stale.
    if (known["raise-capacity"] === undefined) return skipped("nothing was done under the epoch");
    const released = releasedBy(plan, lease);
    if (!sameTerms(lease, released)) {
      // Never release an opened lease: a second process of this run opened it, and the target may have taken writes.
      if (!sameTerms(lease, acquiredBy(plan)) && !sameTerms(lease, plan.before)) {
        throw new Refused(`writes were opened in ${lease.active} meanwhile: run the same command again to continue`);
      }
      await ports.lease.replace(lease, released);
    }
    return done(`${plan.from} may write again, in epoch ${released.epoch}`, released.epoch);
  },
});
