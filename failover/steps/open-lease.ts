import { acquiredBy, openedBy, sameLease } from "../protocol/lease";
import { done, type Step } from "./step";

/** From here on the target's agents let writes through. */
export const openLease: Step = async ({ plan, ports, lease }) => {
  if (!sameLease(lease, openedBy(plan))) await ports.lease.replace(acquiredBy(plan), openedBy(plan));
  return done(`${plan.to} may write`);
};
