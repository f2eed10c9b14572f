import { define, done, pending } from "./step";

/** The old database takes no more writes, so the target needs exactly what is there now. */
export const catchUp = define({
  title: "wait until the target's database has everything",
  timing: { callSeconds: 20, pollSeconds: 5, timeoutSeconds: 600 },
  call: async ({ plan, ports }) =>
    (await ports.database.caughtUp(plan.from, plan.to))
      ? done(`${plan.to} has everything that ${plan.from} committed`)
      : pending(`${plan.to} does not have everything yet that ${plan.from} committed`),
});
