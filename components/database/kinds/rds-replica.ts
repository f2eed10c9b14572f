import { DATABASE_ENGINES } from "../../../config/database-engines";
import { LagAlarm } from "../../observability/lag-alarm";
import { backupReplication } from "../backup-replication";
import { adopted, databaseInstance } from "../database-instance";
import type { RdsDatabaseSettings } from "../database-settings";
import { logGroups } from "../log-groups";
import { parameterGroup } from "../parameter-group";
import type { DatabaseKind } from "./kind";

/** A Multi-AZ RDS instance that is the primary, or a cross-Region read replica of it. */
export const RDS_REPLICA: DatabaseKind<RdsDatabaseSettings> = (args, parent) => {
  const { identifier, name, settings, subnetGroup, surroundings, transform } = args;
  const { region, role, tags } = settings;
  const engine = DATABASE_ENGINES[settings.engine];
  const instanceName = `${name}-g${settings.generation}`;
  const parameters = parameterGroup(
    name,
    { region, engine, version: settings.version, tags, transform: transform?.parameterGroup },
    parent,
  );
  const logs = logGroups(
    instanceName,
    {
      region,
      source: `instance/${identifier}`,
      // The log groups of an existing instance exist, or it exports no logs.
      logExports: adopted(settings) ? [] : engine.logExports,
      logRetentionDays: surroundings.logRetentionDays,
      logKeyArn: surroundings.logKeyArn,
      tags,
      transform: transform?.logGroups,
    },
    parent,
  );
  const instance = databaseInstance(
    instanceName,
    {
      ...settings,
      identifier,
      subnetGroupName: subnetGroup.name,
      securityGroupId: args.securityGroupId,
      parameterGroupName: parameters.name,
      monitoringRoleArn: args.monitoringRoleArn,
      transform: transform?.instance,
    },
    { parent, dependsOn: [...logs] },
  );
  const database = {
    arn: instance.arn,
    identifier: instance.identifier,
    resourceId: instance.resourceId,
    host: instance.address,
    readerHost: instance.address,
    parameterGroup: parameters,
    logGroups: logs,
    instance,
  };
  if (role.kind !== "replica") return database;
  return {
    ...database,
    backupReplication: backupReplication(
      `${name}-source-backups`,
      {
        region,
        sourceArn: role.sourceArn,
        keyArn: settings.keyArn,
        retentionDays: settings.retentionDays,
        replica: instance,
        transform: transform?.backupReplication,
      },
      parent,
    ),
    lagAlarm: new LagAlarm(
      `${name}-lag`,
      {
        region,
        instanceIdentifier: instance.identifier,
        leaseTableName: surroundings.leaseTableName,
        limitSeconds: surroundings.lagLimitSeconds,
        topicArn: surroundings.alarmTopicArn,
        tags,
        transform: transform?.lagAlarm,
      },
      { parent },
    ),
  };
};
