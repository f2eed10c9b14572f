import { define, done } from "./step";

export const notify = define({
  title: "notify the topic's subscribers",
  timing: { timeoutSeconds: 30 },
  call: async ({ plan, ports }) => {
    const subject = `${plan.mode} to ${plan.to}, epoch ${plan.epoch}`;
    const text = `Run ${plan.run} of ${plan.by} has ended; redoubt status shows the active region and each step.`;
    await ports.notifications.notify({ key: `${plan.run} end`, subject, text });
    return done("the subscribers are notified");
  },
});
