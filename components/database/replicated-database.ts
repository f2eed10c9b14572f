import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES, isAurora } from "../../config/database-engines";
import { databaseIdentifier } from "../../config/naming";
import { named } from "../../config/tags";
import { rejectFaults } from "../argument-faults";
import type { LagAlarm } from "../observability/lag-alarm";
import { transformed } from "../transform";
import { databaseFaults, type ResolvedDatabaseArgs, resolveDatabaseArgs } from "./database-arguments";
import { admitClients, databaseSecurityGroup } from "./database-security-group";
import type { AuroraDatabaseSettings, RdsDatabaseSettings } from "./database-settings";
import { AURORA_GLOBAL } from "./kinds/aurora-global";
import type { KindArgs, RegionalDatabase } from "./kinds/kind";
import { RDS_REPLICA } from "./kinds/rds-replica";
import { type MonitoringRole, monitoringRole } from "./monitoring-role";
import type { ReplicatedDatabaseArgs } from "./replicated-database-args";

/**
 * The database in one region. The engine decides its kind: a Multi-AZ RDS instance that is the primary or a cross-Region replica of it,
 * or a cluster of an Aurora Global Database. A change of role updates the database in place, and its endpoint stays the same.
 * @throws UserError that lists every invalid argument
 * @example
 * const orders = new ReplicatedDatabase("orders", { source: existing.arn, network, key });
 * @example
 * const primary = new ReplicatedDatabase("orders", {
 *   role: { kind: "primary", databaseName: "orders", username: "orders", password },
 *   network,
 *   key,
 *   clientSecurityGroupId: application.id,
 * });
 * @example
 * const cluster = new ReplicatedDatabase("orders", {
 *   role: { kind: "primary", databaseName: "orders", username: "orders", password },
 *   network,
 *   key,
 *   engine: "aurora-postgresql",
 *   globalClusterIdentifier: "orders",
 *   instances: 2,
 *   zones: ["us-west-1a", "us-west-1c"],
 * });
 */
export class ReplicatedDatabase extends pulumi.ComponentResource {
  readonly subnetGroup: rds.SubnetGroup;
  /** Absent where the database has an existing group. */
  readonly securityGroup: ec2.SecurityGroup | undefined;
  /** Security group of the database. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly monitoringRole: MonitoringRole;
  readonly parameterGroup: rds.ParameterGroup;
  readonly logGroups: readonly cloudwatch.LogGroup[];
  /** Only of RDS. */
  readonly instance: rds.Instance | undefined;
  /** Only of Aurora. */
  readonly cluster: rds.Cluster | undefined;
  /** Only of Aurora. */
  readonly clusterInstances: readonly rds.ClusterInstance[];
  /** Only of Aurora. */
  readonly clusterParameterGroup: rds.ClusterParameterGroup | undefined;
  /** Replication of the source's automated backups to this region; only of an RDS replica. */
  readonly backupReplication: rds.InstanceAutomatedBackupsReplication | undefined;
  /** Only of an RDS replica. */
  readonly lagAlarm: LagAlarm | undefined;
  /** Only of a secondary cluster of Aurora. */
  readonly globalLagAlarm: cloudwatch.MetricAlarm | undefined;
  /** Only of a secondary cluster of Aurora with instances, where a sentinel records beats. */
  readonly lossAlarm: cloudwatch.MetricAlarm | undefined;
  /** ARN of the instance or cluster. */
  readonly arn: pulumi.Output<string>;
  /** Identifier of the instance or cluster. */
  readonly identifier: pulumi.Output<string>;
  /** DbiResourceId or DbClusterResourceId, which a rebuild changes. */
  readonly resourceId: pulumi.Output<string>;
  /** Host name to which the region's application connects. */
  readonly host: pulumi.Output<string>;
  /** Host name that answers reads in a standby too; the same as `host` for RDS. */
  readonly readerHost: pulumi.Output<string>;
  readonly port: number;

  constructor(name: string, given: ReplicatedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedDatabase", name, {}, opts);
    rejectFaults(name, databaseFaults(given));
    const args = resolveDatabaseArgs(given, this);
    const { accountId, region, tags, transform } = args;
    const parent = { parent: this };
    this.port = DATABASE_ENGINES[args.engine].port;
    this.subnetGroup = new rds.SubnetGroup(
      ...transformed(
        transform?.subnetGroup,
        name,
        { region, subnetIds: args.subnetIds, tags: named(tags, name) },
        parent,
      ),
    );
    if (args.securityGroupId === undefined) {
      this.securityGroup = databaseSecurityGroup(name, { ...args, transform: transform?.securityGroup }, this);
    }
    this.securityGroupId = pulumi.output(this.securityGroup?.id ?? args.securityGroupId ?? "");
    admitClients(name, { ...args, port: this.port, securityGroupId: this.securityGroupId }, this);
    this.monitoringRole = monitoringRole(
      `${name}-monitoring`,
      { region, accountId, tags, transform: transform?.monitoringRole },
      this,
    );
    const database = create(
      args,
      {
        name,
        surroundings: args,
        identifier: identifierOf(name, args),
        subnetGroup: this.subnetGroup,
        securityGroupId: this.securityGroupId,
        monitoringRoleArn: this.monitoringRole.arn,
        transform,
      },
      this,
    );
    this.parameterGroup = database.parameterGroup;
    this.logGroups = database.logGroups;
    this.instance = database.instance;
    this.cluster = database.cluster;
    this.clusterInstances = database.clusterInstances ?? [];
    this.clusterParameterGroup = database.clusterParameterGroup;
    this.backupReplication = database.backupReplication;
    this.lagAlarm = database.lagAlarm;
    this.globalLagAlarm = database.globalLagAlarm;
    this.lossAlarm = database.lossAlarm;
    this.arn = database.arn;
    this.identifier = database.identifier;
    this.resourceId = database.resourceId;
    this.host = database.host;
    this.readerHost = database.readerHost;
    this.registerOutputs({ arn: this.arn, host: this.host });
  }
}

/** Creates the database of the engine's kind. */
function create(
  settings: RdsDatabaseSettings | AuroraDatabaseSettings,
  args: Omit<KindArgs<never>, "settings">,
  parent: pulumi.Resource,
): RegionalDatabase {
  return hasAurora(settings)
    ? AURORA_GLOBAL({ ...args, settings }, parent)
    : RDS_REPLICA({ ...args, settings }, parent);
}

/** The identifier of an adopted instance, or that of the generation. */
function identifierOf(name: string, args: ResolvedDatabaseArgs): string {
  const { existing, generation, identifierPrefix = name, region } = { existing: undefined, ...args };
  if (existing !== undefined && generation === 1) return existing;
  return databaseIdentifier(identifierPrefix, region, generation);
}

function hasAurora(settings: RdsDatabaseSettings | AuroraDatabaseSettings): settings is AuroraDatabaseSettings {
  return isAurora(settings.engine);
}
