import type { RedoubtConfig } from "../../config/parse";
import { globalStack, type RegionPlan, regionPlan, regionPlans } from "../../config/topology";
import { awsPorts } from "../../failover/adapters/aws";
import { evaluateReads } from "../../failover/protocol/edge-reads";
import { systemClock } from "../../failover/run/system-clock";
import { deploymentOf } from "../../stacks/failover-deployment";
import type { Outputs } from "../outputs";

/** The region that the edge's router tries when the active one fails a read. */
export function readsStandby(config: RedoubtConfig): RegionPlan | undefined {
  return regionPlans(config).find(({ role }) => role === "standby");
}

/**
 * Lets reads fail over to the standby again after its rebuild: a failover pins them to the active region, so that the old one gets
 * nothing by coming back. Writes are not touched.
 * @param outputs of the global stack and of the standby's
 * @returns what was done, or why it was left, in words; undefined when reads are not pinned
 */
export async function releaseReads(
  config: RedoubtConfig,
  standby: string,
  outputs: { readonly global: Outputs; readonly standby: Outputs },
): Promise<string | undefined> {
  const { stack } = regionPlan(config, standby);
  const deployment = deploymentOf(config, { [globalStack]: outputs.global, [stack]: outputs.standby });
  const ports = awsPorts(deployment, standby, { clock: systemClock });
  const [lease, edge] = await Promise.all([ports.lease.read(), ports.edge.read()]);
  // Most often; and then nothing hangs on the standby's answer.
  if (edge?.reads !== "pinned") return undefined;
  const database = await ports.database.describe(standby);
  const { gate } = deployment.settings;
  const { release, reason } = evaluateReads({ lease, edge, gate }, standby, database, systemClock.now());
  if (release) {
    await ports.edge.write({ ...edge, reads: "failover" });
    return `reads fail over to ${standby} again: ${reason}`;
  }
  return reason === "" ? undefined : `reads stay with ${lease.active} alone: ${reason}`;
}
