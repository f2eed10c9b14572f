import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as iam from "@pulumi/aws/iam";
import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import type { ArnInput } from "../inputs";
import type { LagAlarmArgs } from "../observability/lag-alarm";
import type { Transform } from "../transform";
import type { DatabaseRole } from "./database-role";
import type { AuroraSettings, CommonDatabaseSettings, RdsSettings } from "./database-settings";

/** Changes the arguments of the underlying resources. */
export interface DatabaseTransform {
  readonly subnetGroup?: Transform<rds.SubnetGroupArgs>;
  readonly parameterGroup?: Transform<rds.ParameterGroupArgs>;
  readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
  readonly monitoringRole?: Transform<iam.RoleArgs>;
  readonly logGroups?: Transform<cloudwatch.LogGroupArgs>;
  /** Of RDS. */
  readonly instance?: Transform<rds.InstanceArgs>;
  /** Of RDS. */
  readonly backupReplication?: Transform<rds.InstanceAutomatedBackupsReplicationArgs>;
  /** Of RDS. */
  readonly lagAlarm?: LagAlarmArgs["transform"];
  /** Of Aurora. */
  readonly cluster?: Transform<rds.ClusterArgs>;
  /** Of Aurora. */
  readonly clusterInstance?: Transform<rds.ClusterInstanceArgs>;
  /** Of Aurora. */
  readonly clusterParameterGroup?: Transform<rds.ClusterParameterGroupArgs>;
  /** Of Aurora. */
  readonly globalLagAlarm?: Transform<cloudwatch.MetricAlarmArgs>;
  /** Of Aurora. */
  readonly lossAlarm?: Transform<cloudwatch.MetricAlarmArgs>;
}

/** What surrounds a region's database. */
export interface DatabaseSurroundings {
  readonly accountId: pulumi.Input<string>;
  /**
   * Start of the identifier of the instance or cluster, which must be unique in the account and region. Region and generation follow it.
   * @default the component's name
   */
  readonly identifierPrefix?: string;
  /** Retention of the exported logs, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Replica lag above which the alarm fires, seconds. */
  readonly lagLimitSeconds: pulumi.Input<number>;
  /**
   * Name of the lease table in which the region's sentinel records beats, for the alarm on what a failover would lose: instead of
   * ReplicaLag for RDS, beside AuroraGlobalDBRPOLag for Aurora.
   * @default none; no alarm uses beats
   */
  readonly leaseTableName?: LagAlarmArgs["leaseTableName"];
  readonly vpcId: pulumi.Input<string>;
  /** Isolated subnets in at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Security group that may connect. No other may.
   * @default none
   */
  readonly clientSecurityGroupId?: pulumi.Input<string>;
  /**
   * Add a rule to the clients' security group by which they may connect to the database. False leaves that group as it is.
   * @default true
   */
  readonly clientEgress?: boolean;
  /**
   * An existing security group of the database. It gets the rule for the clients' security group, and no other change.
   * @default a group that admits the clients' security group alone
   */
  readonly securityGroupId?: pulumi.Input<string>;
  /**
   * Key of the region that encrypts the exported logs; its policy must let CloudWatch Logs use it.
   * @default CloudWatch Logs' own key
   */
  readonly logKeyArn?: pulumi.Input<string>;
  /**
   * Topic of the region that receives the lag alarms.
   * @default the alarms notify nobody
   */
  readonly alarmTopicArn?: pulumi.Input<string>;
  readonly transform?: DatabaseTransform;
}

/** Where a database is placed: a `Network`, or the ids of an existing one. */
export interface DatabaseNetwork {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Isolated subnets in at least two zones. */
  readonly databaseSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** What has no default. */
interface Required {
  readonly network: DatabaseNetwork;
  /** Key of the region that encrypts storage, backups and Performance Insights, or its ARN. */
  readonly key: ArnInput;
  /** The DB instance in another region that this one replicates, or its ARN. A database has a source or a role. */
  readonly source?: ArnInput;
  /** What this region's database is where it has no `source`: the primary, a replica, or a former primary. */
  readonly role?: DatabaseRole;
}

type Placement = "region" | "role" | "keyArn" | "vpcId" | "subnetIds";
type Defaults<T> = Partial<Omit<T, Placement>>;
type AuroraNecessities = Pick<AuroraSettings, "engine" | "globalClusterIdentifier" | "instances" | "zones">;

/**
 * The engine decides the kind of database and with it the settings that apply. Every setting except those of `network`, `key`, and
 * `source` or `role` has the default of the configuration (docs/configuration.md).
 */
export type ReplicatedDatabaseArgs = Required &
  Defaults<CommonDatabaseSettings & DatabaseSurroundings> &
  (Partial<RdsSettings> | (Partial<AuroraSettings> & AuroraNecessities));
