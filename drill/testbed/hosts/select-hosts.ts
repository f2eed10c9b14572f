import type { ProcessTable } from "../processes/process-table";
import type { LeaseAgentProgram } from "../region/lease-agent";
import type { DrillSettings } from "../settings";
import type { Hosts } from "./host";
import { LoopbackHosts } from "./loopback-hosts";
import { NamespaceHosts } from "./namespace-hosts";
import { ProxyHosts } from "./proxy-hosts";

/**
 * The strongest enforcement that the machine offers, where the settings want any.
 * @param ownNetwork whether the drill runs in a network namespace of its own
 */
export function selectHosts(
  { application, compute, enforcement }: Pick<DrillSettings, "application" | "compute" | "enforcement">,
  processes: ProcessTable,
  leaseAgent: LeaseAgentProgram,
  ownNetwork: boolean,
): Hosts {
  if (application === "asks-lease" || !enforcement) return new LoopbackHosts();
  if (compute === "fargate") return new LoopbackHosts("tasks");
  // The stand-in for the agent sets no routes.
  return ownNetwork && leaseAgent.kind === "deployed"
    ? new NamespaceHosts(processes, leaseAgent)
    : new ProxyHosts(processes.folder);
}
