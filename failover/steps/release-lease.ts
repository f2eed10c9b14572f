import { acquiredBy, releasedBy, sameLease } from "../protocol/lease";
import { Refused } from "../protocol/ports";
import { define, done, skipped } from "./step";

/** The target was never open, so the old region may write again at once. */
export const releaseLease = define({
  title: "release the lease to the old region",
  call: async ({ plan, ports, lease, known }) => {
    // Once anything was done under the epoch it is used up: the next run's epoch must differ from that of this run's late calls.
    if (known["raise-capacity"] === undefined) return skipped("nothing was done under the epoch");
    const released = releasedBy(plan);
    if (!sameLease(lease, released)) {
      // Not from an opened lease: a second process of this run went on then, and the target may have taken writes.
      if (!sameLease(lease, acquiredBy(plan)) && !sameLease(lease, plan.before)) {
        throw new Refused(`writes were opened in ${lease.active} meanwhile: run the same command again to continue`);
      }
      await ports.lease.replace(lease, released);
    }
    return done(`${plan.from} may write again, in epoch ${released.epoch}`, released.epoch);
  },
});
