import { ModifyDBInstanceCommand, type RDSClient } from "@aws-sdk/client-rds";
import { bounded } from "./bounded";

/** Permits the deletion of an instance at once, before it is rebuilt. */
export async function liftDeletionProtection(client: RDSClient, DBInstanceIdentifier: string): Promise<void> {
  const command = new ModifyDBInstanceCommand({
    DBInstanceIdentifier,
    DeletionProtection: false,
    ApplyImmediately: true,
  });
  await bounded((options) => client.send(command, options));
}
