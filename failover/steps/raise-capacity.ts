import { define, done, pending } from "./step";

export const raiseCapacity = define({
  title: "raise the target's capacity",
  timing: { callSeconds: 20, pollSeconds: 10, timeoutSeconds: 900 },
  call: async ({ plan, ports }) => {
    const { ready, detail } = await ports.capacity.raise(plan.to, plan.epoch);
    return ready ? done(detail) : pending(detail);
  },
});
