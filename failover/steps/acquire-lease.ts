import { acquiredBy, sameTerms } from "../protocol/lease";
import { gate } from "./gate";
import { define, done, pending } from "./step";

/**
 * Acquires the lease on the terms from which the plan was made, in one conditional write, with writes held. The gate is evaluated again just
 * before: between the two steps a replica may have stopped, or the machine been suspended.
 */
export const acquireLease = define({
  title: "acquire the lease: from here on nobody may write",
  timing: { callSeconds: 20 },
  call: async (context) => {
    const { plan, ports, lease } = context;
    const acquired = done(`epoch ${plan.epoch} belongs to this run`, plan.epoch);
    if (lease.run === plan.run) return acquired;
    const verdict = await gate.call(context);
    if (verdict.state === "pending") return verdict;
    await ports.lease.replace(lease, acquiredBy(plan, lease));
    const now = await ports.lease.read();
    return sameTerms(now, acquiredBy(plan)) ? acquired : pending("the lease was changed by another run");
  },
});
