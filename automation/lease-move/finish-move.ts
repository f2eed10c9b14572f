import { leaseTableName } from "../../config/naming";
import { GLOBAL_STACK } from "../../config/topology";
import { UserError } from "../../errors";
import { ProjectWorkspace } from "../workspace";
import { forgetTable } from "./forget-table";
import { recordFinished } from "./recorded-move";

/**
 * Removes the earlier lease table from the state, without a call to it: one of its regions may be lost, and a table with such a replica cannot
 * be deleted. Then the configuration no longer has it.
 * @throws UserError when the stacks still use it
 */
export async function finishMove(file: string, generation: number, lost?: readonly string[]): Promise<void> {
  const workspace = await ProjectWorkspace.open(file, lost);
  const { config, project } = workspace;
  const used = leaseTableName(config.leaseGeneration, project.name);
  const stale: string[] = [];
  for (const { stack, region } of workspace.plans) {
    const reads = stack === GLOBAL_STACK || (region !== undefined && !config.lost.includes(region));
    if (!reads || !workspace.isDeployed(stack)) continue;
    const { leaseTableName: ofGlobal, leaseTables } = await workspace.outputs(stack);
    const first = Array.isArray(leaseTables) ? leaseTables[0] : ofGlobal;
    if (first !== used) stale.push(stack);
  }
  if (stale.length > 0) {
    throw new UserError(`${stale.join(", ")}: still read the lease through the earlier table; run redoubt up first`);
  }
  await forgetTable(workspace, generation);
  recordFinished(file);
}
