import { done, pending, type Step } from "./step";

export const switchRoutes: Step = async ({ plan, ports }) => {
  if ((await ports.routes.read()) === plan.to) return done(`storage routes lead to ${plan.to}`);
  await ports.routes.switchTo(plan.to, plan.from, plan.epoch);
  return pending(`storage routes are being switched to ${plan.to}`);
};
