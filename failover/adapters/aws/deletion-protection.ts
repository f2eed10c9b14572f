import { ModifyDBInstanceCommand, type RDSClient } from "@aws-sdk/client-rds";
import { bounded } from "./bounded";

/** Lets an instance be deleted, now: before the rebuild of an old primary, of which a final snapshot is kept. */
export async function liftDeletionProtection(client: RDSClient, DBInstanceIdentifier: string): Promise<void> {
  const command = new ModifyDBInstanceCommand({
    DBInstanceIdentifier,
    DeletionProtection: false,
    ApplyImmediately: true,
  });
  await bounded((options) => client.send(command, options));
}
