import { done, pending, type Step } from "./step";

/** Every call that a failover would make and that changes nothing, or writes what is there already. */
export const probeTarget: Step = async ({ plan, ports, lease }) => {
  await ports.lease.replace(lease, lease);
  const edge = await ports.edge.read();
  if (edge !== null) await ports.edge.write(edge);
  await ports.routes.read();
  const answer = await ports.probes.read({ region: plan.to });
  return answer.region === plan.to
    ? done(`lease and edge take writes, routes answer, ${plan.to} serves reads`)
    : pending(`a read sent to ${plan.to} was answered by ${answer.region}`);
};
