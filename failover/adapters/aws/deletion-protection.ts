import { ModifyDBClusterCommand, ModifyDBInstanceCommand, type RDSClient } from "@aws-sdk/client-rds";
import type { Deployment } from "../../deployment";
import { bounded } from "./bounded";

/** Permits the deletion of a region's instance or cluster at once, before it is rebuilt. */
export async function liftDeletionProtection(
  client: RDSClient,
  identifier: string,
  { globalDatabase }: Pick<Deployment, "globalDatabase"> = {},
): Promise<void> {
  const change = { DeletionProtection: false, ApplyImmediately: true };
  if (globalDatabase !== undefined) {
    const command = new ModifyDBClusterCommand({ DBClusterIdentifier: identifier, ...change });
    await bounded((options) => client.send(command, options));
    return;
  }
  const command = new ModifyDBInstanceCommand({ DBInstanceIdentifier: identifier, ...change });
  await bounded((options) => client.send(command, options));
}
