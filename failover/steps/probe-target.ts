import { define, done, pending } from "./step";

/** Makes each call of a failover that changes nothing, or that writes the current value again. */
export const probeTarget = define({
  title: "try everything that a failover would use, without a change",
  timing: { callSeconds: 20 },
  call: async ({ plan, ports, lease }) => {
    await ports.lease.replace(lease, lease);
    const edge = await ports.edge.read();
    if (edge !== null) await ports.edge.write(edge);
    await ports.routes.read();
    const answer = await ports.probes.read({ region: plan.to });
    return answer.region === plan.to
      ? done(`lease and edge accept writes, routes are readable, ${plan.to} serves reads`)
      : pending(`a read sent to ${plan.to} was answered by ${answer.region}`);
  },
});
