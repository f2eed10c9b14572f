import { GLOBAL_STACK } from "../../config/topology";
import { UserError } from "../../errors";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { SingleTable } from "../../failover/adapters/aws/single-table";
import { decodeLocation } from "../../failover/protocol/lease-item";
import { LEASE_KEY } from "../../failover/protocol/lease-keys";
import type { LeaseTableLocation } from "../../failover/protocol/lease-move";
import { ProjectWorkspace } from "../workspace";
import { forgetTable } from "./forget-table";
import { recordFinished } from "./recorded-move";

/**
 * Ends a move whose lease is still in the source: the configuration and the state no longer have the destination, which is not deleted.
 * @param source the table that has the lease, without its lost regions
 * @param generation of the destination
 * @throws UserError when the lease was moved; nothing was changed then
 */
export async function cancelMove(
  file: string,
  source: LeaseTableLocation,
  generation: number,
  lost?: readonly string[],
): Promise<void> {
  const workspace = await ProjectWorkspace.open(file, lost);
  if (workspace.isDeployed(GLOBAL_STACK)) {
    const item = await new SingleTable(source, "", [], dynamodbClient).get(LEASE_KEY);
    const movedTo = item === null ? undefined : decodeLocation(item);
    if (movedTo !== undefined) {
      throw new UserError(
        `lease: was moved to ${movedTo.tableName} already, and cannot be moved back to a closed table; end the move, then move the lease once more`,
      );
    }
    await forgetTable(workspace, generation);
  }
  recordFinished(file);
}
