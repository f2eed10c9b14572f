import type { RedoubtConfig } from "../../config/parse";
import { GLOBAL_STACK, regionPlan } from "../../config/topology";
import { awsPorts } from "../../failover/adapters/aws";
import { evaluateReads } from "../../failover/protocol/edge-reads";
import { readWatermarks } from "../../failover/protocol/gate";
import { systemClock } from "../../failover/run/system-clock";
import { deploymentOf } from "../../stacks/failover-deployment";
import type { Outputs } from "../outputs";

/**
 * Lets reads fail over to the standby again after its rebuild. A failover pins reads to the active region, so that the old region serves
 * no stale reads when it is available again. Writes are not changed.
 * @param project the project's name
 * @param standby the region that the edge's router tries when the active one fails a read
 * @param outputs of the global stack and of the standby's
 * @returns what was changed, or why reads stay pinned; undefined when they are not pinned
 */
export async function releaseReads(
  config: RedoubtConfig,
  project: string,
  standby: string,
  outputs: { readonly global: Outputs; readonly standby: Outputs },
): Promise<string | undefined> {
  const { stack } = regionPlan(config, standby);
  const deployment = deploymentOf(config, project, { [GLOBAL_STACK]: outputs.global, [stack]: outputs.standby });
  const ports = awsPorts(deployment, standby, { clock: systemClock });
  const [lease, edge] = await Promise.all([ports.lease.read(), ports.edge.read()]);
  // Common case: return early so that a slow standby cannot block it.
  if (edge?.reads !== "pinned") return undefined;
  const [database, watermarks] = await Promise.all([
    ports.database.describe(standby),
    readWatermarks(ports.watermarks, lease, standby),
  ]);
  const { gate } = deployment.settings;
  const { release, reason } = evaluateReads({ lease, edge, gate }, standby, database, watermarks, systemClock.now());
  if (release) {
    await ports.edge.write({ ...edge, reads: "failover" });
    return `reads fail over to ${standby} again: ${reason}`;
  }
  return reason === "" ? undefined : `reads stay pinned to ${lease.active}: ${reason}`;
}
