import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES } from "../../config/database-engines";
import { named } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { ignoredInputs, isProtected, roleArgs } from "./database-role";
import type { RdsDatabaseSettings } from "./database-settings";
import { MONITORING_SECONDS, PERFORMANCE_INSIGHTS_DAYS } from "./monitoring-role";

export interface DatabaseInstanceArgs extends RdsDatabaseSettings {
  readonly identifier: string;
  readonly subnetGroupName: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly parameterGroupName: pulumi.Input<string>;
  readonly monitoringRoleArn: pulumi.Input<string>;
  readonly transform?: Transform<rds.InstanceArgs>;
}

/**
 * Every argument but those that identify the instance. An import is refused where one of them differs from the instance, and an update
 * would change or replace it.
 */
const SETTINGS: (keyof rds.InstanceArgs)[] = [
  "allocatedStorage",
  "allowMajorVersionUpgrade",
  "applyImmediately",
  "autoMinorVersionUpgrade",
  "backupRetentionPeriod",
  "backupWindow",
  "caCertIdentifier",
  "copyTagsToSnapshot",
  "dbName",
  "dbSubnetGroupName",
  "deleteAutomatedBackups",
  "deletionProtection",
  "enabledCloudwatchLogsExports",
  "engine",
  "engineLifecycleSupport",
  "engineVersion",
  "finalSnapshotIdentifier",
  "iamDatabaseAuthenticationEnabled",
  "instanceClass",
  "kmsKeyId",
  "maintenanceWindow",
  "maxAllocatedStorage",
  "monitoringInterval",
  "monitoringRoleArn",
  "multiAz",
  "parameterGroupName",
  "password",
  "performanceInsightsEnabled",
  "performanceInsightsKmsKeyId",
  "performanceInsightsRetentionPeriod",
  "publiclyAccessible",
  "replicateSourceDb",
  "skipFinalSnapshot",
  "storageEncrypted",
  "storageType",
  "tags",
  "username",
  "vpcSecurityGroupIds",
];

/** A Multi-AZ DB instance in its role, or an existing one. */
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
      {
        ...opts,
        protect: isProtected(role, protect),
        ...(adopted(args) ? { import: identifier, ignoreChanges: SETTINGS } : { ignoreChanges: ignoredInputs(role) }),
      },
    ),
  );
}

/** Whether the instance is an existing one, whose settings stay as they are. */
export function adopted({ existing, generation }: Pick<RdsDatabaseSettings, "existing" | "generation">): boolean {
  return existing !== undefined && generation === 1;
}

/** Undefined for MariaDB, which has no Extended Support: RDS refuses the argument. */
function lifecycleSupport({ engine, extendedSupport }: RdsDatabaseSettings): string | undefined {
  if (!DATABASE_ENGINES[engine].extendedSupport) return undefined;
  return extendedSupport ? "open-source-rds-extended-support" : "open-source-rds-extended-support-disabled";
}
