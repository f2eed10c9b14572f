import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

export interface BackupReplicationArgs {
  readonly region: string;
  /** ARN of the instance in another region whose automated backups are replicated. */
  readonly sourceArn: pulumi.Input<string>;
  /** Key of this region that encrypts the replicated backups. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the replicated backups, days. */
  readonly retentionDays: pulumi.Input<number>;
  /** The replica of the same source; RDS changes the source for one of the two at a time. */
  readonly replica: rds.Instance;
  readonly transform?: Transform<rds.InstanceAutomatedBackupsReplicationArgs>;
}

/**
 * Replication of a primary's automated backups to this region. It is retained on deletion, because the provider's deletion waits for
 * the source region, which may be lost; `redoubt up` stops replications that are no longer wanted.
 */
export function backupReplication(
  name: string,
  args: BackupReplicationArgs,
  parent: pulumi.Resource,
): rds.InstanceAutomatedBackupsReplication {
  const { keyArn, region, replica, retentionDays, sourceArn, transform } = args;
  return new rds.InstanceAutomatedBackupsReplication(
    ...transformed(
      transform,
      name,
      { region, sourceDbInstanceArn: sourceArn, kmsKeyId: keyArn, retentionPeriod: retentionDays },
      { parent, dependsOn: [replica], retainOnDelete: true },
    ),
  );
}
