import { DATABASE_ENGINES } from "../../../config/database-engines";
import { cluster } from "../aurora/cluster";
import { clusterInstances } from "../aurora/cluster-instances";
import { clusterParameterGroup } from "../aurora/cluster-parameter-group";
import { lagAlarm } from "../aurora/lag-alarm";
import { lossAlarm } from "../aurora/loss-alarm";
import type { AuroraDatabaseSettings } from "../database-settings";
import { logGroups } from "../log-groups";
import { parameterGroup } from "../parameter-group";
import type { DatabaseKind } from "./kind";

/**
 * A region's cluster of an Aurora Global Database, with its instances. A failover or a switchover changes the roles of the regions'
 * clusters in place; the program follows without a change to the clusters.
 */
export const AURORA_GLOBAL: DatabaseKind<AuroraDatabaseSettings> = (args, parent) => {
  const { identifier, name, settings, surroundings, subnetGroup, transform } = args;
  const { region, role, tags, version } = settings;
  const engine = DATABASE_ENGINES[settings.engine];
  const clusterName = `${name}-g${settings.generation}`;
  const parameters = parameterGroup(
    name,
    { region, engine, version, requireTls: false, tags, transform: transform?.parameterGroup },
    parent,
  );
  const clusterParameters = clusterParameterGroup(
    `${name}-cluster`,
    { region, engine, version, rpoSeconds: settings.rpoSeconds, tags, transform: transform?.clusterParameterGroup },
    parent,
  );
  const logs = logGroups(
    clusterName,
    {
      region,
      source: `cluster/${identifier}`,
      logExports: engine.logExports,
      logRetentionDays: surroundings.logRetentionDays,
      logKeyArn: surroundings.logKeyArn,
      tags,
      transform: transform?.logGroups,
    },
    parent,
  );
  const created = cluster(
    clusterName,
    {
      settings,
      identifier,
      subnetGroupName: subnetGroup.name,
      securityGroupId: args.securityGroupId,
      parameterGroupName: clusterParameters.name,
      transform: transform?.cluster,
    },
    { parent, dependsOn: [...logs] },
  );
  const instances = clusterInstances(
    clusterName,
    {
      settings,
      cluster: created,
      identifier,
      subnetGroupName: subnetGroup.name,
      parameterGroupName: parameters.name,
      monitoringRoleArn: args.monitoringRoleArn,
      transform: transform?.clusterInstance,
    },
    parent,
  );
  return {
    arn: created.arn,
    identifier: created.clusterIdentifier,
    resourceId: created.clusterResourceId,
    host: created.endpoint,
    readerHost: created.readerEndpoint,
    parameterGroup: parameters,
    clusterParameterGroup: clusterParameters,
    logGroups: logs,
    cluster: created,
    clusterInstances: instances,
    ...(role.kind === "replica" && {
      globalLagAlarm: lagAlarm(
        `${name}-lag`,
        {
          region,
          clusterIdentifier: created.clusterIdentifier,
          limitSeconds: surroundings.lagLimitSeconds,
          topicArn: surroundings.alarmTopicArn,
          tags,
          transform: transform?.globalLagAlarm,
        },
        parent,
      ),
    }),
    // The sentinel of a headless secondary can read no beat.
    ...(role.kind === "replica" &&
      settings.instances > 0 &&
      surroundings.leaseTableName !== undefined && {
        lossAlarm: lossAlarm(
          `${name}-loss`,
          {
            region,
            leaseTableName: surroundings.leaseTableName,
            limitSeconds: surroundings.lagLimitSeconds,
            topicArn: surroundings.alarmTopicArn,
            tags,
            transform: transform?.lossAlarm,
          },
          parent,
        ),
      }),
  };
};
