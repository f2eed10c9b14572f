import { openedBy } from "../protocol/lease";
import { define, done } from "./step";

/** From here on the target's agents permit writes. */
export const openLease = define({
  title: "open writes in the target",
  call: async ({ plan, ports, lease }) => {
    const opened = lease.epoch === plan.epoch && lease.writes === "open";
    if (!opened) await ports.lease.replace(lease, openedBy(plan, lease));
    return done(`${plan.to} may write`);
  },
});
