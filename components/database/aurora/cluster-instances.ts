import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { named } from "../../../config/tags";
import { type Transform, transformed } from "../../transform";
import type { AuroraSettings, CommonDatabaseSettings } from "../database-settings";
import { MONITORING_SECONDS, PERFORMANCE_INSIGHTS_DAYS } from "../monitoring-role";

export interface ClusterInstancesArgs {
  readonly settings: CommonDatabaseSettings & AuroraSettings;
  readonly cluster: rds.Cluster;
  readonly identifier: string;
  readonly subnetGroupName: pulumi.Input<string>;
  readonly parameterGroupName: pulumi.Input<string>;
  readonly monitoringRoleArn: pulumi.Input<string>;
  readonly transform?: Transform<rds.ClusterInstanceArgs>;
}

/** The instances of a cluster, in turn in each of the region's zones, so that two instances are in two zones. */
export function clusterInstances(
  name: string,
  args: ClusterInstancesArgs,
  parent: pulumi.Resource,
): rds.ClusterInstance[] {
  const { settings } = args;
  const { zones } = settings;
  return Array.from({ length: settings.instances }, (_, index) => {
    const identifier = `${args.identifier}-${index + 1}`;
    return new rds.ClusterInstance(
      ...transformed<rds.ClusterInstanceArgs>(
        args.transform,
        `${name}-${index + 1}`,
        {
          region: settings.region,
          identifier,
          clusterIdentifier: args.cluster.id,
          engine: settings.engine,
          instanceClass: settings.instanceClass,
          availabilityZone: zones[index % zones.length],
          dbSubnetGroupName: args.subnetGroupName,
          dbParameterGroupName: args.parameterGroupName,
          preferredMaintenanceWindow: settings.maintenanceWindow,
          publiclyAccessible: false,
          copyTagsToSnapshot: true,
          performanceInsightsEnabled: true,
          performanceInsightsKmsKeyId: settings.keyArn,
          performanceInsightsRetentionPeriod: PERFORMANCE_INSIGHTS_DAYS,
          monitoringInterval: MONITORING_SECONDS,
          monitoringRoleArn: args.monitoringRoleArn,
          // Has no effect on members of a global database (Aurora User Guide, "Upgrading an Amazon Aurora global database").
          autoMinorVersionUpgrade: false,
          applyImmediately: true,
          caCertIdentifier: "rds-ca-rsa2048-g1",
          tags: named(settings.tags, identifier),
        },
        // A replacement in another zone would be an outage for no gain.
        { parent, ignoreChanges: ["availabilityZone", "engineVersion"] },
      ),
    );
  });
}
