import { acquiredBy, openedBy } from "../protocol/lease";
import { done, type Step } from "./step";

/** From here on the target's agents let writes through. */
export const openLease: Step = async ({ plan, ports, lease }) => {
  const opened = lease.epoch === plan.epoch && lease.writes === "open";
  if (!opened) await ports.lease.replace(acquiredBy(plan), openedBy(plan));
  return done(`${plan.to} may write`);
};
