import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES } from "../../config/database-engines";
import { named } from "../../config/tags";
import { LagAlarm, type LagAlarmArgs } from "../observability/lag-alarm";
import { type Transform, transformed } from "../transform";
import { backupReplication } from "./backup-replication";
import { type DatabaseInstanceSettings, databaseInstance } from "./database-instance";
import { databaseSecurityGroup } from "./database-security-group";
import { logGroups } from "./log-groups";
import { type MonitoringRole, monitoringRole } from "./monitoring-role";
import { parameterGroup } from "./parameter-group";

export interface ReplicatedDatabaseArgs extends DatabaseInstanceSettings {
  readonly accountId: pulumi.Input<string>;
  /**
   * Start of the instance identifier, which must be unique in the account and region. Region and generation follow it.
   * @default the component's name
   */
  readonly identifierPrefix?: string;
  /** Retention of the exported logs, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Replica lag above which the alarm fires, seconds. */
  readonly lagLimitSeconds: pulumi.Input<number>;
  /** As in `LagAlarmArgs`. */
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
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly instance?: Transform<rds.InstanceArgs>;
    readonly subnetGroup?: Transform<rds.SubnetGroupArgs>;
    readonly parameterGroup?: Transform<rds.ParameterGroupArgs>;
    readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
    readonly monitoringRole?: Transform<iam.RoleArgs>;
    readonly logGroups?: Transform<cloudwatch.LogGroupArgs>;
    readonly backupReplication?: Transform<rds.InstanceAutomatedBackupsReplicationArgs>;
    readonly lagAlarm?: LagAlarmArgs["transform"];
  };
}

/**
 * The database in one region: a Multi-AZ RDS instance that is the primary or a cross-Region replica of it. A change of role updates
 * the instance in place: a promoted replica only loses its source, and its endpoint stays the same.
 * @example
 * const database = new ReplicatedDatabase("orders", {
 *   region: "us-west-1",
 *   accountId,
 *   role: { kind: "replica", sourceArn: primary.instanceArn },
 *   generation: 1,
 *   engine: "postgres",
 *   version: "17",
 *   allowMajorVersionUpgrade: false,
 *   extendedSupport: false,
 *   instanceClass: "db.m6g.large",
 *   storageGiB: 100,
 *   maximumStorageGiB: 1000,
 *   retentionDays: 14,
 *   backupWindow: "07:00-08:00",
 *   maintenanceWindow: "sun:09:00-sun:10:00",
 *   logRetentionDays: 365,
 *   lagLimitSeconds: 60,
 *   vpcId: network.vpcId,
 *   subnetIds: network.databaseSubnetIds,
 *   clientSecurityGroupId: application.securityGroupId,
 *   keyArn: dataKey.arns["us-west-1"],
 *   logKeyArn: regionalKey.arn,
 *   alarmTopicArn: topic.arn,
 * });
 */
export class ReplicatedDatabase extends pulumi.ComponentResource {
  readonly instance: rds.Instance;
  readonly subnetGroup: rds.SubnetGroup;
  readonly parameterGroup: rds.ParameterGroup;
  readonly securityGroup: ec2.SecurityGroup;
  readonly logGroups: readonly cloudwatch.LogGroup[];
  readonly monitoringRole: MonitoringRole;
  /** Replication of the source's automated backups to this region; only of a replica. */
  readonly backupReplication: rds.InstanceAutomatedBackupsReplication | undefined;
  /** Only of a replica. */
  readonly lagAlarm: LagAlarm | undefined;
  readonly instanceArn: pulumi.Output<string>;
  readonly instanceIdentifier: pulumi.Output<string>;
  /** Host name to which the region's application connects. */
  readonly host: pulumi.Output<string>;
  readonly port: number;

  constructor(name: string, args: ReplicatedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedDatabase", name, {}, opts);
    const { accountId, keyArn, region, role, tags, transform, version } = args;
    const engine = DATABASE_ENGINES[args.engine];
    const instanceName = `${name}-g${args.generation}`;
    const identifier = `${args.identifierPrefix ?? name}-${region}-g${args.generation}`;
    const parent = { parent: this };
    this.port = engine.port;
    this.subnetGroup = new rds.SubnetGroup(
      ...transformed(
        transform?.subnetGroup,
        name,
        { region, subnetIds: args.subnetIds, tags: named(tags, name) },
        parent,
      ),
    );
    this.parameterGroup = parameterGroup(
      name,
      { region, engine, version, tags, transform: transform?.parameterGroup },
      this,
    );
    this.securityGroup = databaseSecurityGroup(
      name,
      {
        region,
        vpcId: args.vpcId,
        port: engine.port,
        clientSecurityGroupId: args.clientSecurityGroupId,
        tags,
        transform: transform?.securityGroup,
      },
      this,
    );
    this.logGroups = logGroups(
      instanceName,
      {
        region,
        identifier,
        logExports: engine.logExports,
        logRetentionDays: args.logRetentionDays,
        logKeyArn: args.logKeyArn,
        tags,
        transform: transform?.logGroups,
      },
      this,
    );
    this.monitoringRole = monitoringRole(
      `${name}-monitoring`,
      { region, accountId, tags, transform: transform?.monitoringRole },
      this,
    );
    this.instance = databaseInstance(
      instanceName,
      {
        ...args,
        identifier,
        subnetGroupName: this.subnetGroup.name,
        securityGroupId: this.securityGroup.id,
        parameterGroupName: this.parameterGroup.name,
        monitoringRoleArn: this.monitoringRole.arn,
        transform: transform?.instance,
      },
      { ...parent, dependsOn: [...this.logGroups] },
    );
    if (role.kind === "replica") {
      this.backupReplication = backupReplication(
        `${name}-source-backups`,
        {
          region,
          sourceArn: role.sourceArn,
          keyArn,
          retentionDays: args.retentionDays,
          replica: this.instance,
          transform: transform?.backupReplication,
        },
        this,
      );
      this.lagAlarm = new LagAlarm(
        `${name}-lag`,
        {
          region,
          instanceIdentifier: this.instance.identifier,
          leaseTableName: args.leaseTableName,
          limitSeconds: args.lagLimitSeconds,
          topicArn: args.alarmTopicArn,
          tags,
          transform: transform?.lagAlarm,
        },
        parent,
      );
    }
    this.instanceArn = this.instance.arn;
    this.instanceIdentifier = this.instance.identifier;
    this.host = this.instance.address;
    this.registerOutputs({ instanceArn: this.instanceArn, host: this.host });
  }
}
