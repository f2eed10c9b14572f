import type { AuroraDatabaseSettings, RdsDatabaseSettings } from "../../../../components/database/database-settings";
import type {
  DatabaseSurroundings,
  ReplicatedDatabaseArgs,
} from "../../../../components/database/replicated-database-args";

type Placed = Pick<ReplicatedDatabaseArgs, "key" | "network">;

/** A primary in us-east-1, without anything else. */
export const PRIMARY: RdsDatabaseSettings & DatabaseSurroundings & Placed = {
  region: "us-east-1",
  accountId: "123456789012",
  role: { kind: "primary", databaseName: "orders", username: "orders", password: "not a secret of anybody's" },
  generation: 1,
  engine: "postgres",
  version: "17",
  allowMajorVersionUpgrade: false,
  extendedSupport: false,
  instanceClass: "db.m6g.large",
  storageGiB: 100,
  maximumStorageGiB: 1000,
  retentionDays: 14,
  backupWindow: "07:00-08:00",
  maintenanceWindow: "sun:09:00-sun:10:00",
  logRetentionDays: 365,
  lagLimitSeconds: 60,
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  clientSecurityGroupId: "sg-clients",
  keyArn: "arn:aws:kms:us-east-1:123456789012:key/mrk-1",
  network: { region: "us-east-1", vpcId: "vpc-1", databaseSubnetIds: ["subnet-1", "subnet-2"] },
  key: "arn:aws:kms:us-east-1:123456789012:key/mrk-1",
  logKeyArn: "arn:aws:kms:us-east-1:123456789012:key/logs",
  alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
};

/** Its replica in us-west-1. */
export const REPLICA: RdsDatabaseSettings & DatabaseSurroundings & Placed = {
  ...PRIMARY,
  region: "us-west-1",
  network: { region: "us-west-1", vpcId: "vpc-1", databaseSubnetIds: ["subnet-1", "subnet-2"] },
  key: "arn:aws:kms:us-west-1:123456789012:key/mrk-1",
  role: { kind: "replica", sourceArn: "arn:aws:rds:us-east-1:123456789012:db:orders-us-east-1-g1" },
};

const { storageGiB: _storage, maximumStorageGiB: _maximum, allowMajorVersionUpgrade: _allow, ...shared } = PRIMARY;

/** The primary cluster of an Aurora Global Database in us-east-1. */
export const AURORA_PRIMARY: AuroraDatabaseSettings & DatabaseSurroundings & Placed = {
  ...shared,
  engine: "aurora-postgresql",
  version: "17.5",
  instanceClass: "db.r6g.large",
  globalClusterIdentifier: "orders",
  instances: 2,
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
};

/** Its secondary cluster in us-west-1. */
export const AURORA_SECONDARY: AuroraDatabaseSettings & DatabaseSurroundings & Placed = {
  ...AURORA_PRIMARY,
  region: "us-west-1",
  network: { region: "us-west-1", vpcId: "vpc-1", databaseSubnetIds: ["subnet-1", "subnet-2"] },
  key: "arn:aws:kms:us-west-1:123456789012:key/mrk-1",
  zones: ["us-west-1a", "us-west-1c"],
  role: { kind: "replica", sourceArn: "arn:aws:rds:us-east-1:123456789012:cluster:orders-us-east-1-g1" },
};
