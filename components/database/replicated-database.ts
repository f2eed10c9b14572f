import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { serviceRole } from "../iam/service-role";
import { LagAlarm } from "../observability/lag-alarm";
import { type DatabaseEngine, engineFacts, parameterFamily } from "./engine";

export interface ReplicatedDatabaseArgs {
  readonly region: string;
  /**
   * What this region's instance is: the primary; a replica of it; or an old primary that a failover left behind, which stays
   * exactly as it is.
   */
  readonly part: DatabasePart;
  /** Raised by one to rebuild the instance under a new name, as after a failover. */
  readonly generation: number;
  readonly engine: DatabaseEngine;
  /** Engine version; a major version follows its minor ones. */
  readonly version: string;
  /** RDS instance class, such as db.m6g.large. */
  readonly instanceClass: string;
  /** Storage at creation, GiB. */
  readonly storageGiB: number;
  /** Limit of storage autoscaling, GiB. */
  readonly maximumStorageGiB: number;
  /** Days that automated backups are kept, 1 to 35; a replica keeps them too, or it could not be promoted safely. */
  readonly retentionDays: number;
  /** Daily backup window, hh:mm-hh:mm UTC. */
  readonly backupWindow: string;
  /** Weekly maintenance window, ddd:hh:mm-ddd:hh:mm UTC. */
  readonly maintenanceWindow: string;
  /** Replica lag above which the alarm fires, seconds. */
  readonly lagLimitSeconds: number;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets without a way out, in two zones at least. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The one security group whose members may connect. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
  /** Key of the region that encrypts storage, backups and Performance Insights. */
  readonly keyArn: pulumi.Input<string>;
  /** Topic of the region for the lag alarm. */
  readonly alarmTopicArn: pulumi.Input<string>;
  /**
   * Guard the instance against deletion, and take a final snapshot when it goes.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/** A primary is created with its credentials; a replica has them, and all data, from its source. */
export type DatabasePart =
  | {
      readonly kind: "primary" | "quarantined";
      readonly name: string;
      readonly username: string;
      readonly password: pulumi.Input<string>;
    }
  | { readonly kind: "replica"; readonly sourceArn: pulumi.Input<string> };

/**
 * The database in one region: a Multi-AZ RDS instance that is the primary or a cross-region replica of it. The part is changed in
 * place: a promoted replica loses its source and nothing else, so its endpoint stays the same before and after.
 */
export class ReplicatedDatabase extends pulumi.ComponentResource {
  readonly instanceArn: pulumi.Output<string>;
  readonly instanceIdentifier: pulumi.Output<string>;
  /** Host name that the region's application connects to. */
  readonly host: pulumi.Output<string>;
  readonly port: number;

  constructor(name: string, args: ReplicatedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedDatabase", name, {}, opts);
    const protect = args.protect ?? true;
    this.port = engineFacts(args.engine).port;
    const instance = new rds.Instance(`${name}-g${args.generation}`, this.instanceArgs(name, args, protect), {
      parent: this,
      // An old primary is to be rebuilt: the engine may let it go, AWS's own deletion protection still holds it.
      protect: protect && args.part.kind !== "quarantined",
      ignoreChanges: ignored(args.part),
    });
    this.instanceArn = instance.arn;
    this.instanceIdentifier = instance.identifier;
    this.host = instance.address;
    if (args.part.kind === "replica") {
      new rds.InstanceAutomatedBackupsReplication(
        `${name}-source-backups`,
        {
          region: args.region,
          sourceDbInstanceArn: args.part.sourceArn,
          kmsKeyId: args.keyArn,
          retentionPeriod: args.retentionDays,
        },
        { parent: this },
      );
      new LagAlarm(
        `${name}-lag`,
        {
          region: args.region,
          instanceIdentifier: instance.identifier,
          limitSeconds: args.lagLimitSeconds,
          topicArn: args.alarmTopicArn,
          tags: args.tags,
        },
        { parent: this },
      );
    }
    this.registerOutputs({ instanceArn: this.instanceArn, host: this.host });
  }

  private instanceArgs(name: string, args: ReplicatedDatabaseArgs, protect: boolean): rds.InstanceArgs {
    const { region, part } = args;
    const identifier = `${name}-${region}-g${args.generation}`;
    return {
      region,
      identifier,
      ...(part.kind === "replica"
        ? { replicateSourceDb: part.sourceArn }
        : { dbName: part.name, username: part.username, password: pulumi.secret(part.password) }),
      engine: args.engine,
      engineVersion: args.version,
      instanceClass: args.instanceClass,
      allocatedStorage: args.storageGiB,
      maxAllocatedStorage: args.maximumStorageGiB,
      storageType: "gp3",
      storageEncrypted: true,
      kmsKeyId: args.keyArn,
      multiAz: true,
      publiclyAccessible: false,
      dbSubnetGroupName: this.subnetGroup(name, args).name,
      vpcSecurityGroupIds: [this.securityGroup(name, args).id],
      parameterGroupName: this.parameterGroup(name, args).name,
      backupRetentionPeriod: args.retentionDays,
      backupWindow: args.backupWindow,
      maintenanceWindow: args.maintenanceWindow,
      deleteAutomatedBackups: !protect,
      deletionProtection: protect,
      skipFinalSnapshot: !protect,
      finalSnapshotIdentifier: `${identifier}-final`,
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: [...engineFacts(args.engine).logExports],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: args.keyArn,
      performanceInsightsRetentionPeriod: 7,
      monitoringInterval: 30,
      monitoringRoleArn: this.monitoringRole(name, args),
      autoMinorVersionUpgrade: true,
      // A change of the part, or of the guard, must not wait for the maintenance window.
      applyImmediately: true,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      tags: named(args.tags, identifier),
    };
  }

  private subnetGroup(name: string, args: ReplicatedDatabaseArgs): rds.SubnetGroup {
    return new rds.SubnetGroup(
      name,
      { region: args.region, subnetIds: args.subnetIds, tags: named(args.tags, name) },
      { parent: this },
    );
  }

  private parameterGroup(name: string, args: ReplicatedDatabaseArgs): rds.ParameterGroup {
    const { engine, version, region } = args;
    return new rds.ParameterGroup(
      name,
      {
        region,
        family: parameterFamily(engine, version),
        description: "Refuses connections without TLS",
        parameters: [{ ...engineFacts(engine).forceTls, applyMethod: "immediate" }],
        tags: named(args.tags, name),
      },
      { parent: this },
    );
  }

  /** From the clients' group alone, and they to it. */
  private securityGroup(name: string, args: ReplicatedDatabaseArgs): ec2.SecurityGroup {
    const { region, clientSecurityGroupId } = args;
    const group = new ec2.SecurityGroup(
      name,
      {
        region,
        vpcId: args.vpcId,
        description: "The database, reached by the application tier alone",
        tags: named(args.tags, name),
      },
      { parent: this },
    );
    const rule = { region, ipProtocol: "tcp", fromPort: this.port, toPort: this.port };
    new SecurityGroupIngressRule(
      name,
      {
        ...rule,
        securityGroupId: group.id,
        referencedSecurityGroupId: clientSecurityGroupId,
        description: "From the application tier",
      },
      { parent: this },
    );
    new SecurityGroupEgressRule(
      `${name}-clients`,
      {
        ...rule,
        securityGroupId: clientSecurityGroupId,
        referencedSecurityGroupId: group.id,
        description: "To the database",
      },
      { parent: this },
    );
    return group;
  }

  private monitoringRole(name: string, args: ReplicatedDatabaseArgs): pulumi.Output<string> {
    const role = serviceRole(
      `${name}-monitoring`,
      "monitoring.rds.amazonaws.com",
      "Writes the database's enhanced monitoring",
      this,
      args.tags,
    );
    const attachment = new iam.RolePolicyAttachment(
      `${name}-monitoring`,
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
      { parent: this },
    );
    // RDS tries the role when the instance is created.
    return pulumi.all([role.arn, attachment.id]).apply(([arn]) => arn);
  }
}

/**
 * What an update leaves as it is. A replica keeps the source that it was created from, until it is rebuilt: after a failover the
 * replicas of third regions still follow the old primary. A former replica has its names from its source, and AWS takes a change
 * of them for a new instance.
 */
function ignored(part: DatabasePart): string[] {
  return part.kind === "replica" ? ["replicateSourceDb"] : ["dbName", "username"];
}
