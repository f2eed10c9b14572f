import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as iam from "@pulumi/aws/iam";
import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import type { LagAlarmArgs } from "../observability/lag-alarm";
import type { Transform } from "../transform";
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
  /** As in `LagAlarmArgs`, of RDS. */
  readonly leaseTableName?: LagAlarmArgs["leaseTableName"];
  readonly vpcId: pulumi.Input<string>;
  /** Isolated subnets in at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The only security group that may connect. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
  /** Key of the region that encrypts the exported logs; its policy must let CloudWatch Logs use it. */
  readonly logKeyArn: pulumi.Input<string>;
  /** Topic of the region that receives the lag alarms. */
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly transform?: DatabaseTransform;
}

/** The engine decides the kind of database and with it the settings that apply. */
export type ReplicatedDatabaseArgs = CommonDatabaseSettings & DatabaseSurroundings & (RdsSettings | AuroraSettings);
