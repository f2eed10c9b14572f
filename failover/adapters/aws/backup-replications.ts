import {
  DescribeDBInstanceAutomatedBackupsCommand,
  StopDBInstanceAutomatedBackupsReplicationCommand,
} from "@aws-sdk/client-rds";
import { bounded } from "./bounded";
import type { AwsClients } from "./clients";
import { rdsClient } from "./clients/rds";

/** A region's database, by the outputs of its stack. */
export interface RegionDatabase {
  readonly region: string;
  readonly databaseIdentifier: string;
  /** ARN of the instance whose automated backups are replicated to the region; undefined for a primary. */
  readonly sourceArn: string | undefined;
}

/**
 * Stops the replication of automated backups from instances that are no longer the source of the region's database. The stack retains
 * such a replication when it removes it, because the provider's deletion would wait for the source region, which may be lost. The
 * replicated backups remain until their retention ends.
 * @param clients replace AWS in tests
 * @returns what was stopped; undefined when there was nothing to stop
 */
export async function stopFormerBackupReplications(
  { databaseIdentifier, region, sourceArn }: RegionDatabase,
  clients: Pick<AwsClients, "rds"> = { rds: rdsClient },
): Promise<string | undefined> {
  const client = clients.rds(region);
  // The names of all regions' instances differ in region and generation only.
  const [name] = databaseIdentifier.split(`-${region}-g`);
  const { DBInstanceAutomatedBackups = [] } = await bounded((options) =>
    client.send(new DescribeDBInstanceAutomatedBackupsCommand({}), options),
  );
  const former = DBInstanceAutomatedBackups.flatMap(({ DBInstanceArn: arn, Status }) =>
    arn && Status === "replicating" && arn !== sourceArn && isOther(arn, name ?? "", region) ? [arn] : [],
  );
  for (const SourceDBInstanceArn of former) {
    await bounded((options) =>
      client.send(new StopDBInstanceAutomatedBackupsReplicationCommand({ SourceDBInstanceArn }), options),
    );
  }
  if (former.length === 0) return undefined;
  const stopped = former.map((arn) => arn.split(":").at(-1)).join(", ");
  return `the automated backups of ${stopped} are no longer replicated to ${region}`;
}

/** Whether an ARN identifies this system's database in another region. */
function isOther(arn: string, name: string, region: string): boolean {
  const [, , , source, , , identifier = ""] = arn.split(":");
  return source !== region && identifier.startsWith(`${name}-${source}-g`);
}
