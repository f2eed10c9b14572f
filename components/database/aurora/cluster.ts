import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES } from "../../../config/database-engines";
import { named } from "../../../config/tags";
import { type Transform, transformed } from "../../transform";
import { isProtected } from "../database-role";
import type { AuroraSettings, CommonDatabaseSettings } from "../database-settings";

export interface ClusterArgs {
  readonly settings: CommonDatabaseSettings & AuroraSettings;
  readonly identifier: string;
  readonly subnetGroupName: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly parameterGroupName: pulumi.Input<string>;
  readonly transform?: Transform<rds.ClusterArgs>;
}

/** A region's cluster of an Aurora Global Database. It has no instances of its own. */
export function cluster(name: string, args: ClusterArgs, opts: pulumi.CustomResourceOptions): rds.Cluster {
  const { identifier, settings } = args;
  const { engine, protect = true, role } = settings;
  return new rds.Cluster(
    ...transformed<rds.ClusterArgs>(
      args.transform,
      name,
      {
        region: settings.region,
        clusterIdentifier: identifier,
        globalClusterIdentifier: settings.globalClusterIdentifier,
        ...credentials(settings),
        engine,
        engineVersion: settings.version,
        engineLifecycleSupport: settings.extendedSupport
          ? "open-source-rds-extended-support"
          : "open-source-rds-extended-support-disabled",
        serverlessv2ScalingConfiguration: settings.serverless && {
          minCapacity: settings.serverless.minimumUnits,
          maxCapacity: settings.serverless.maximumUnits,
        },
        storageEncrypted: true,
        kmsKeyId: settings.keyArn,
        // The sentinel's role signs in with IAM tokens.
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: args.subnetGroupName,
        vpcSecurityGroupIds: [args.securityGroupId],
        dbClusterParameterGroupName: args.parameterGroupName,
        backupRetentionPeriod: settings.retentionDays,
        preferredBackupWindow: settings.backupWindow,
        preferredMaintenanceWindow: settings.maintenanceWindow,
        deleteAutomatedBackups: !protect,
        deletionProtection: protect,
        copyTagsToSnapshot: true,
        enabledCloudwatchLogsExports: [...DATABASE_ENGINES[engine].logExports],
        // A change of protection or of capacity must not wait for the maintenance window.
        applyImmediately: true,
        // A former primary may have writes that no other cluster has.
        skipFinalSnapshot: role.kind === "replica" || !protect,
        ...(role.kind !== "replica" && protect && { finalSnapshotIdentifier: `${identifier}-final` }),
        tags: named(settings.tags, identifier),
      },
      { ...opts, protect: isProtected(role, protect), ignoreChanges: ignoredClusterInputs(role) },
    ),
  );
}

/** User, password and database name of the cluster that is created as the primary; a secondary gets them from it, and refuses them. */
function credentials({ role }: CommonDatabaseSettings): Partial<rds.ClusterArgs> {
  if (role.kind !== "primary") return {};
  const { databaseName, password, username: masterUsername } = role;
  return { databaseName, masterUsername, masterPassword: pulumi.secret(password) };
}

/**
 * Inputs whose changes an update ignores, because roles change in place, by a failover or a switchover:
 * - the global cluster: the provider does not always read it back, and would remove the cluster from it (cloudposse/terraform-aws-rds-cluster#281)
 * - the replication source: the provider would promote a former primary (hashicorp/terraform-provider-aws#40921)
 * - name and user, which the provider would replace the cluster for; the password of a secondary, which refuses it
 * - the version: the global cluster upgrades its members (Terraform registry, aws_rds_global_cluster, "Upgrading Engine Versions")
 * - the zones of the volume, which Aurora chooses, and enrollment in Extended Support, which it takes at creation only
 */
function ignoredClusterInputs(role: CommonDatabaseSettings["role"]): string[] {
  return [
    "globalClusterIdentifier",
    "replicationSourceIdentifier",
    "databaseName",
    "masterUsername",
    ...(role.kind === "primary" ? [] : ["masterPassword"]),
    "engineVersion",
    "availabilityZones",
    "engineLifecycleSupport",
  ];
}
