import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES, type DatabaseEngineName } from "../../config/database-engines";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { type DatabaseRole, ignoredInputs, isProtected, roleArgs } from "./database-role";

/** Settings of a DB instance. */
export interface DatabaseInstanceSettings {
  readonly region: string;
  /** What this region's instance is: the primary, a replica, or a former primary that a failover left behind. */
  readonly role: DatabaseRole;
  /** Raised by one to rebuild the instance under a new name, as after a failover. */
  readonly generation: number;
  readonly engine: DatabaseEngineName;
  /**
   * Engine version. With a major version only, RDS chooses the minor version and upgrades it. A change upgrades the instance in
   * place; docs/major-upgrade.md has the order of the regions.
   */
  readonly version: string;
  /** Permit an update to change the major version; RDS refuses that otherwise. */
  readonly allowMajorVersionUpgrade: boolean;
  /** Enroll a new instance in RDS Extended Support, which is charged once the version is past its standard support. */
  readonly extendedSupport: boolean;
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
  /** Key of the region that encrypts storage, backups and Performance Insights. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Protect the instance against deletion; a primary also leaves a final snapshot.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

export interface DatabaseInstanceArgs extends DatabaseInstanceSettings {
  readonly identifier: string;
  readonly subnetGroupName: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly parameterGroupName: pulumi.Input<string>;
  readonly monitoringRoleArn: pulumi.Input<string>;
  readonly transform?: Transform<rds.InstanceArgs>;
}

/** Days that Performance Insights keeps its data: the free tier. */
const PERFORMANCE_INSIGHTS_DAYS = 7;
/** Interval of Enhanced Monitoring, seconds. */
const MONITORING_SECONDS = 30;

/** A Multi-AZ DB instance in its role. */
export function databaseInstance(
  name: string,
  args: DatabaseInstanceArgs,
  opts: pulumi.CustomResourceOptions,
): rds.Instance {
  const { identifier, keyArn, protect = true, region, role } = args;
  return new rds.Instance(
    ...transformed<rds.InstanceArgs>(
      args.transform,
      name,
      {
        region,
        identifier,
        ...roleArgs(role, { identifier, protect }),
        engine: args.engine,
        engineVersion: args.version,
        allowMajorVersionUpgrade: args.allowMajorVersionUpgrade,
        engineLifecycleSupport: lifecycleSupport(args),
        instanceClass: args.instanceClass,
        allocatedStorage: args.storageGiB,
        maxAllocatedStorage: args.maximumStorageGiB,
        storageType: "gp3",
        storageEncrypted: true,
        kmsKeyId: keyArn,
        multiAz: true,
        publiclyAccessible: false,
        // The sentinel's role signs in with IAM tokens.
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: args.subnetGroupName,
        vpcSecurityGroupIds: [args.securityGroupId],
        parameterGroupName: args.parameterGroupName,
        backupRetentionPeriod: args.retentionDays,
        backupWindow: args.backupWindow,
        maintenanceWindow: args.maintenanceWindow,
        deleteAutomatedBackups: !protect,
        deletionProtection: protect,
        copyTagsToSnapshot: true,
        enabledCloudwatchLogsExports: [...DATABASE_ENGINES[args.engine].logExports],
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        performanceInsightsRetentionPeriod: PERFORMANCE_INSIGHTS_DAYS,
        monitoringInterval: MONITORING_SECONDS,
        monitoringRoleArn: args.monitoringRoleArn,
        autoMinorVersionUpgrade: true,
        // A change of role or protection must not wait for the maintenance window.
        applyImmediately: true,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        tags: named(args.tags, identifier),
      },
      { ...opts, protect: isProtected(role, protect), ignoreChanges: ignoredInputs(role) },
    ),
  );
}

/** Undefined for MariaDB, which has no Extended Support: RDS refuses the argument. */
function lifecycleSupport({ engine, extendedSupport }: DatabaseInstanceSettings): string | undefined {
  if (!DATABASE_ENGINES[engine].extendedSupport) return undefined;
  return extendedSupport ? "open-source-rds-extended-support" : "open-source-rds-extended-support-disabled";
}
