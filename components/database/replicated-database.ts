import type * as ec2 from "@pulumi/aws/ec2";
import type * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { EXTENDED_SUPPORT_ENGINES } from "../../config/aws/engine-versions";
import { named, type Tags } from "../../config/tags";
import { LagAlarm } from "../observability/lag-alarm";
import { type Transform, transformed } from "../transform";
import { type DatabaseRole, ignoredInputs, roleArgs } from "./database-role";
import { databaseSecurityGroup } from "./database-security-group";
import { DATABASE_ENGINES, type DatabaseEngineName } from "./engines";
import { monitoringRole } from "./monitoring-role";
import { parameterGroup } from "./parameter-group";

export interface ReplicatedDatabaseArgs {
  readonly region: string;
  /** What this region's instance is: the primary, a replica, or a former primary that a failover left behind. */
  readonly role: DatabaseRole;
  /** Raised by one to rebuild the instance under a new name, as after a failover. */
  readonly generation: number;
  readonly engine: DatabaseEngineName;
  /** Engine version. With a major version only, RDS chooses the minor version and upgrades it. */
  readonly version: string;
  /**
   * Permit an update to change the major version.
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
  /**
   * Enrol the instance in RDS Extended Support, which is charged. RDS applies it when it creates the instance only.
   * @default false
   */
  readonly extendedSupport?: boolean;
  /** RDS instance class, such as db.m6g.large. */
  readonly instanceClass: pulumi.Input<string>;
  /** Storage at creation, GiB. */
  readonly storageGiB: pulumi.Input<number>;
  /** Limit of storage autoscaling, GiB. */
  readonly maximumStorageGiB: pulumi.Input<number>;
  /** Retention of automated backups, 1 to 35 days, in every role: a promoted replica needs backups at once. */
  readonly retentionDays: pulumi.Input<number>;
  /** Daily backup window, hh:mm-hh:mm UTC. */
  readonly backupWindow: pulumi.Input<string>;
  /** Weekly maintenance window, ddd:hh:mm-ddd:hh:mm UTC. */
  readonly maintenanceWindow: pulumi.Input<string>;
  /** Replica lag above which the alarm fires, seconds. */
  readonly lagLimitSeconds: pulumi.Input<number>;
  readonly vpcId: pulumi.Input<string>;
  /** Isolated subnets in at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The only security group that may connect. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
  /** Key of the region that encrypts storage, backups and Performance Insights. */
  readonly keyArn: pulumi.Input<string>;
  /** Topic of the region that receives the lag alarms. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /**
   * Protect the instance against deletion and take a final snapshot when it is deleted.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly instance?: Transform<rds.InstanceArgs>;
    readonly subnetGroup?: Transform<rds.SubnetGroupArgs>;
    readonly parameterGroup?: Transform<rds.ParameterGroupArgs>;
    readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
    readonly monitoringRole?: Transform<iam.RoleArgs>;
    readonly backupReplication?: Transform<rds.InstanceAutomatedBackupsReplicationArgs>;
  };
}

/** Days that Performance Insights keeps its data: the free tier. */
const PERFORMANCE_INSIGHTS_DAYS = 7;
/** Interval of Enhanced Monitoring, seconds. */
const MONITORING_SECONDS = 30;

/**
 * The database in one region: a Multi-AZ RDS instance that is the primary or a cross-Region replica of it. A change of role updates
 * the instance in place: a promoted replica only loses its source, and its endpoint stays the same.
 * @example
 * const database = new ReplicatedDatabase("orders", {
 *   region: "us-west-1",
 *   role: { kind: "replica", sourceArn: primary.instanceArn },
 *   generation: 1,
 *   engine: "postgres",
 *   version: "17",
 *   instanceClass: "db.m6g.large",
 *   storageGiB: 100,
 *   maximumStorageGiB: 1000,
 *   retentionDays: 14,
 *   backupWindow: "07:00-08:00",
 *   maintenanceWindow: "sun:09:00-sun:10:00",
 *   lagLimitSeconds: 60,
 *   vpcId: network.vpcId,
 *   subnetIds: network.databaseSubnetIds,
 *   clientSecurityGroupId: application.securityGroupId,
 *   keyArn: key.arn,
 *   alarmTopicArn: topic.arn,
 * });
 */
export class ReplicatedDatabase extends pulumi.ComponentResource {
  readonly instance: rds.Instance;
  readonly subnetGroup: rds.SubnetGroup;
  readonly parameterGroup: rds.ParameterGroup;
  readonly securityGroup: ec2.SecurityGroup;
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
    const { keyArn, region, role, tags, transform, version } = args;
    const engine = DATABASE_ENGINES[args.engine];
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
    const monitoringRoleArn = monitoringRole(
      `${name}-monitoring`,
      { tags, transform: transform?.monitoringRole },
      this,
    );
    this.instance = this.dbInstance(name, args, monitoringRoleArn);
    this.instanceArn = this.instance.arn;
    this.instanceIdentifier = this.instance.identifier;
    this.host = this.instance.address;
    if (role.kind === "replica") {
      this.backupReplication = new rds.InstanceAutomatedBackupsReplication(
        ...transformed(
          transform?.backupReplication,
          `${name}-source-backups`,
          {
            region,
            sourceDbInstanceArn: role.sourceArn,
            kmsKeyId: keyArn,
            retentionPeriod: args.retentionDays,
          },
          parent,
        ),
      );
      this.lagAlarm = new LagAlarm(
        `${name}-lag`,
        {
          region,
          instanceIdentifier: this.instance.identifier,
          limitSeconds: args.lagLimitSeconds,
          topicArn: args.alarmTopicArn,
          tags,
        },
        parent,
      );
    }
    this.registerOutputs({ instanceArn: this.instanceArn, host: this.host });
  }

  private dbInstance(
    name: string,
    args: ReplicatedDatabaseArgs,
    monitoringRoleArn: pulumi.Input<string>,
  ): rds.Instance {
    const { keyArn, protect = true, region, role, transform } = args;
    const identifier = `${name}-${region}-g${args.generation}`;
    return new rds.Instance(
      ...transformed<rds.InstanceArgs>(
        transform?.instance,
        `${name}-g${args.generation}`,
        {
          region,
          identifier,
          ...roleArgs(role),
          engine: args.engine,
          engineVersion: args.version,
          allowMajorVersionUpgrade: args.allowMajorVersionUpgrade ?? false,
          engineLifecycleSupport: lifecycleSupport(args),
          instanceClass: args.instanceClass,
          allocatedStorage: args.storageGiB,
          maxAllocatedStorage: args.maximumStorageGiB,
          storageType: "gp3",
          storageEncrypted: true,
          kmsKeyId: keyArn,
          multiAz: true,
          publiclyAccessible: false,
          dbSubnetGroupName: this.subnetGroup.name,
          vpcSecurityGroupIds: [this.securityGroup.id],
          parameterGroupName: this.parameterGroup.name,
          backupRetentionPeriod: args.retentionDays,
          backupWindow: args.backupWindow,
          maintenanceWindow: args.maintenanceWindow,
          deleteAutomatedBackups: !protect,
          deletionProtection: protect,
          skipFinalSnapshot: !protect,
          finalSnapshotIdentifier: `${identifier}-final`,
          copyTagsToSnapshot: true,
          enabledCloudwatchLogsExports: [...DATABASE_ENGINES[args.engine].logExports],
          performanceInsightsEnabled: true,
          performanceInsightsKmsKeyId: keyArn,
          performanceInsightsRetentionPeriod: PERFORMANCE_INSIGHTS_DAYS,
          monitoringInterval: MONITORING_SECONDS,
          monitoringRoleArn,
          autoMinorVersionUpgrade: true,
          // A change of role or protection must not wait for the maintenance window.
          applyImmediately: true,
          caCertIdentifier: "rds-ca-rsa2048-g1",
          tags: named(args.tags, identifier),
        },
        {
          parent: this,
          // A quarantined instance is about to be rebuilt: Pulumi may delete it once AWS's deletion protection is lifted.
          protect: protect && role.kind !== "quarantined",
          ignoreChanges: ignoredInputs(role),
        },
      ),
    );
  }
}

/** MariaDB has no Extended Support, and RDS refuses the setting for it. */
function lifecycleSupport({ engine, extendedSupport }: ReplicatedDatabaseArgs): string | undefined {
  if (!EXTENDED_SUPPORT_ENGINES.includes(engine)) return undefined;
  return `open-source-rds-extended-support${extendedSupport ? "" : "-disabled"}`;
}
