import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import type { LagAlarm } from "../../observability/lag-alarm";
import type { CommonDatabaseSettings } from "../database-settings";
import type { DatabaseSurroundings, DatabaseTransform } from "../replicated-database-args";

/** What a kind creates in one region, inside the component. */
export interface KindArgs<Settings extends CommonDatabaseSettings> {
  /** Name of the component, on which the names of its children are based. */
  readonly name: string;
  readonly settings: Settings;
  readonly surroundings: DatabaseSurroundings;
  /** Identifier of the instance or cluster. */
  readonly identifier: string;
  readonly subnetGroup: rds.SubnetGroup;
  readonly securityGroupId: pulumi.Input<string>;
  readonly monitoringRoleArn: pulumi.Input<string>;
  readonly transform: DatabaseTransform | undefined;
}

/** A region's database, whatever its kind. */
export interface RegionalDatabase {
  /** ARN of the instance or cluster. */
  readonly arn: pulumi.Output<string>;
  /** Identifier of the instance or cluster. */
  readonly identifier: pulumi.Output<string>;
  /** DbiResourceId or DbClusterResourceId, which a rebuild changes. */
  readonly resourceId: pulumi.Output<string>;
  /** Host name to which the application connects, in every role. */
  readonly host: pulumi.Output<string>;
  /** Host name that answers reads in a standby too. */
  readonly readerHost: pulumi.Output<string>;
  readonly parameterGroup: rds.ParameterGroup;
  readonly logGroups: readonly cloudwatch.LogGroup[];
  /** Only of RDS. */
  readonly instance?: rds.Instance;
  /** Only of Aurora. */
  readonly cluster?: rds.Cluster;
  /** Only of Aurora. */
  readonly clusterInstances?: readonly rds.ClusterInstance[];
  /** Only of Aurora. */
  readonly clusterParameterGroup?: rds.ClusterParameterGroup;
  /** Only of an RDS replica. */
  readonly backupReplication?: rds.InstanceAutomatedBackupsReplication;
  /** Only of an RDS replica. */
  readonly lagAlarm?: LagAlarm;
  /** Only of a secondary cluster of Aurora. */
  readonly globalLagAlarm?: cloudwatch.MetricAlarm;
  /** Only of a secondary cluster of Aurora with instances. */
  readonly lossAlarm?: cloudwatch.MetricAlarm;
}

/** A kind of replicated database: an RDS instance with cross-Region read replicas, or an Aurora Global Database. */
export type DatabaseKind<Settings extends CommonDatabaseSettings> = (
  args: KindArgs<Settings>,
  parent: pulumi.Resource,
) => RegionalDatabase;
