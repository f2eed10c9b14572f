import { done, type Step } from "./step";

/** Journals that the wait is over; the driver has waited (see `afterExpiry`). */
export const expireLease: Step = async ({ plan }) =>
  done(`every lease before epoch ${plan.epoch} ran out within ${plan.expirySeconds} s`);
