import { define, done, skipped } from "./step";

export const restoreCapacity = define({
  title: "restore the target's standby capacity",
  call: async ({ plan, ports, known }) => {
    if (known["raise-capacity"] === undefined) return skipped("capacity was not raised");
    await ports.capacity.restore(plan.to, plan.epoch);
    return done(`${plan.to} has its standby capacity again`);
  },
});
