import { type DBInstance, DescribeDBInstancesCommand, type RDSClient } from "@aws-sdk/client-rds";
import { bounded } from "../bounded";

/** A DB instance, with what decides whether it can be adopted. */
export interface FoundDatabase {
  readonly identifier: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly instanceClass: string;
  readonly storageGiB: number | undefined;
  readonly databaseName: string | undefined;
  readonly masterUsername: string;
  readonly storageEncrypted: boolean;
  readonly backupRetentionPeriod: number;
  readonly iamAuthentication: boolean;
  readonly replicateSourceDb: string;
  /** Present where RDS manages the password. */
  readonly masterUserSecrets: readonly object[];
  readonly vpcSecurityGroups: readonly string[];
  readonly vpcId: string | undefined;
  readonly subnetIds: readonly string[];
}

/** The DB instances of a region that belong to no cluster. */
export async function findDatabases(client: RDSClient): Promise<FoundDatabase[]> {
  const { DBInstances = [] } = await bounded((options) => client.send(new DescribeDBInstancesCommand({}), options));
  return DBInstances.filter(({ DBClusterIdentifier }) => DBClusterIdentifier === undefined).map(foundDatabase);
}

function foundDatabase(instance: DBInstance): FoundDatabase {
  const { DBSubnetGroup, MasterUserSecret, VpcSecurityGroups = [] } = instance;
  return {
    identifier: instance.DBInstanceIdentifier ?? "",
    engine: instance.Engine ?? "",
    engineVersion: instance.EngineVersion ?? "",
    instanceClass: instance.DBInstanceClass ?? "",
    storageGiB: instance.AllocatedStorage,
    databaseName: instance.DBName || undefined,
    masterUsername: instance.MasterUsername ?? "",
    storageEncrypted: instance.StorageEncrypted === true,
    backupRetentionPeriod: instance.BackupRetentionPeriod ?? 0,
    iamAuthentication: instance.IAMDatabaseAuthenticationEnabled === true,
    replicateSourceDb: instance.ReadReplicaSourceDBInstanceIdentifier ?? "",
    masterUserSecrets: MasterUserSecret?.SecretArn ? [MasterUserSecret] : [],
    vpcSecurityGroups: VpcSecurityGroups.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
    vpcId: DBSubnetGroup?.VpcId,
    subnetIds: (DBSubnetGroup?.Subnets ?? []).flatMap(({ SubnetIdentifier }) => SubnetIdentifier ?? []),
  };
}
