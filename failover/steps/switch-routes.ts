import { define, done, pending } from "./step";

export const switchRoutes = define({
  title: "switch the storage access point's routes",
  timing: { callSeconds: 20, pollSeconds: 5, timeoutSeconds: 300 },
  call: async ({ plan, ports }) => {
    if ((await ports.routes.read()) === plan.to) return done(`storage routes lead to ${plan.to}`);
    await ports.routes.switchTo(plan.to, plan.from, plan.epoch);
    return pending(`storage routes are being switched to ${plan.to}`);
  },
});
