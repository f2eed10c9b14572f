import { leaseTableName, leaseTableResource } from "../../config/naming";
import { GLOBAL_STACK } from "../../config/topology";
import { UserError } from "../../errors";
import { type ExportedResource, recordsOfExport } from "../../resources/from-stack-export";
import { withoutResources } from "../lost/state-edit";
import { ProjectWorkspace } from "../workspace";
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
  const global = await workspace.stack(GLOBAL_STACK);
  const exported = await global.exportStack();
  const { resources = [] } = (exported.deployment ?? {}) as { resources?: ExportedResource[] };
  const name = leaseTableResource(generation);
  const urns = recordsOfExport(resources)
    .filter(
      (record) => OF_TABLE.some((type) => record.type === type) && [name, `${name}-first-lease`].includes(record.name),
    )
    .map(({ urn }) => urn);
  if (urns.length > 0) await global.importStack(withoutResources(exported, new Set(urns)));
  recordFinished(file);
}

/** Types of a lease table's resources. */
const OF_TABLE = ["redoubt:index:LeaseTable", "aws:dynamodb/table:Table", "aws:dynamodb/tableItem:TableItem"];
