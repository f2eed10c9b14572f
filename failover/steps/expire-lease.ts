import { define, done } from "./step";

/** Journals that the wait is over; the driver has waited (see `afterExpiry`). */
export const expireLease = define({
  title: "wait until every earlier lease has expired",
  afterExpiry: true,
  call: async ({ plan }) => done(`every lease before epoch ${plan.epoch} expired within ${plan.expirySeconds} s`),
});
