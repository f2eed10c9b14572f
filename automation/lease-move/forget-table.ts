import { leaseTableResource } from "../../config/naming";
import { GLOBAL_STACK } from "../../config/topology";
import { recordsOfExport, resourcesOfExport } from "../../resources/from-stack-export";
import { withoutResources } from "../lost/state-edit";
import type { ProjectWorkspace } from "../workspace";

/** Types of a lease table's resources. */
const OF_TABLE = ["redoubt:index:LeaseTable", "aws:dynamodb/table:Table", "aws:dynamodb/tableItem:TableItem"];

/** Removes a lease table from the state, without a call to it. It is not deleted. */
export async function forgetTable(workspace: ProjectWorkspace, generation: number): Promise<void> {
  const global = await workspace.stack(GLOBAL_STACK);
  const exported = await global.exportStack();
  const name = leaseTableResource(generation);
  const urns = recordsOfExport(resourcesOfExport(exported))
    .filter((record) => OF_TABLE.includes(record.type) && [name, `${name}-first-lease`].includes(record.name))
    .map(({ urn }) => urn);
  if (urns.length > 0) await global.importStack(withoutResources(exported, new Set(urns)));
}
