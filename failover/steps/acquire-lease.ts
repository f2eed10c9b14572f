import { acquiredBy, sameLease } from "../protocol/lease";
import { done, pending, type Step } from "./step";

/** Acquires the lease from exactly what the plan was made from, in one conditional write, with writes held. */
export const acquireLease: Step = async ({ plan, ports, lease }) => {
  const taken = done(`epoch ${plan.epoch} is this run's`, plan.epoch);
  if (lease.run === plan.run) return taken;
  await ports.lease.replace(plan.before, acquiredBy(plan));
  const now = await ports.lease.read();
  return sameLease(now, acquiredBy(plan)) ? taken : pending("the lease was changed meanwhile");
};
