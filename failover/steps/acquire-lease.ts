import { acquiredBy, sameLease } from "../protocol/lease";
import { define, done, pending } from "./step";

/** Acquires exactly the lease from which the plan was made, in one conditional write, with writes held. */
export const acquireLease = define({
  title: "acquire the lease: from here on nobody may write",
  call: async ({ plan, ports, lease }) => {
    const acquired = done(`epoch ${plan.epoch} belongs to this run`, plan.epoch);
    if (lease.run === plan.run) return acquired;
    await ports.lease.replace(plan.before, acquiredBy(plan));
    const now = await ports.lease.read();
    return sameLease(now, acquiredBy(plan)) ? acquired : pending("the lease was changed by another run");
  },
});
