import { input, listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import {
  AUTOSCALING_GROUP,
  AWSX_VPC,
  CLOUDFRONT_DISTRIBUTION,
  CLOUDFRONT_FUNCTION,
  CLOUDFRONT_KEY_VALUE_STORE,
  CLOUDWATCH_METRIC_ALARM,
  DYNAMODB_TABLE,
  KMS_KEY,
  KMS_REPLICA_KEY,
  RDS_INSTANCE,
  S3_BUCKET_REPLICATION_CONFIG,
  S3_BUCKET_VERSIONING,
  S3CONTROL_MULTI_REGION_ACCESS_POINT,
  SECRETSMANAGER_SECRET,
  SFN_STATE_MACHINE,
  SNS_TOPIC,
} from "../../resources/types";
import { backupReplicationType, replicas, replicationRules } from "../budget/settings";
import type { ControlDefinition, Situation } from "./failure";

const controllerType = "redoubt:index:FailoverController";

/** A control that is the resources of a type for which something holds. */
function ofType(
  what: string,
  type: string,
  holds: (item: Resource, situation: Situation) => boolean = () => true,
): ControlDefinition {
  return { what, find: (situation) => situation.inventory.ofType(type).filter((item) => holds(item, situation)) };
}

/** A control that is there only where every resource of the type is so. */
function everyOfType(what: string, type: string, holds: (item: Resource) => boolean): ControlDefinition {
  return {
    what,
    find: ({ inventory }) => {
      const items = inventory.ofType(type);
      return items.every(holds) ? items : [];
    },
  };
}

export const instanceHealth = everyOfType(
  "load balancer health checks that the Auto Scaling groups follow",
  AUTOSCALING_GROUP,
  (group) => textInput(group, "healthCheckType") === "ELB" && listInput(group, "targetGroupArns").length > 0,
);
export const instanceReplacement = everyOfType(
  "Auto Scaling replaces the instance",
  AUTOSCALING_GROUP,
  (group) => (numberInput(group, "maxSize") ?? 0) > 0,
);
export const otherInstances = everyOfType(
  "another instance of the tier serves meanwhile",
  AUTOSCALING_GROUP,
  (group) => group.role !== "active" || (numberInput(group, "desiredCapacity") ?? 0) >= 2,
);

export const zonesOfInstances = everyOfType(
  "instances in two zones at least",
  AUTOSCALING_GROUP,
  (group) => listInput(group, "vpcZoneIdentifiers").length >= 2,
);
export const natPerZone: ControlDefinition = {
  what: "a NAT gateway in each zone of the active region",
  find: ({ inventory }) =>
    inventory.ofType(AWSX_VPC, "active").filter((vpc) => input(vpc, "natGateways.strategy") === "OnePerAz"),
};
export const multiAz: ControlDefinition = {
  what: "a synchronous standby of the database in a second zone",
  find: ({ inventory }) => inventory.ofType(RDS_INSTANCE, "active").filter((item) => input(item, "multiAz") === true),
};
export const databaseWatch: ControlDefinition = {
  what: "RDS's own watch over a Multi-AZ instance",
  find: multiAz.find,
};
export const enhancedMonitoring: ControlDefinition = {
  what: "enhanced monitoring of the database",
  find: ({ inventory }) =>
    inventory.ofType(RDS_INSTANCE, "active").filter((item) => (numberInput(item, "monitoringInterval") ?? 0) > 0),
};

export const replica: ControlDefinition = {
  what: "a cross-region replica to promote",
  find: ({ inventory }) => replicas(inventory),
};
export const standbyTiers: ControlDefinition = {
  what: "web and application tiers in a standby region",
  find: ({ inventory }) => {
    const groups = inventory.ofType(AUTOSCALING_GROUP, "standby");
    const enough = inventory
      .ofType(AUTOSCALING_GROUP, "active")
      .every(({ name, inputs }) =>
        groups.some(
          (group) => group.name === name && (numberInput(group, "maxSize") ?? 0) >= Number(inputs.desiredCapacity ?? 0),
        ),
      );
    return enough ? groups : [];
  },
};
export const replicatedCredentials = ofType(
  "the credentials, replicated beforehand",
  SECRETSMANAGER_SECRET,
  (secret) => listInput(secret, "replicas").length > 0,
);
export const replicatedObjects: ControlDefinition = {
  what: "the objects, replicated each way",
  find: ({ inventory }) => {
    const configs = inventory.ofType(S3_BUCKET_REPLICATION_CONFIG);
    const regions = new Set(configs.map(({ region }) => region)).size;
    return regions > 1 && replicationRules(inventory).length >= regions * (regions - 1) ? configs : [];
  },
};
export const standbyOrigin = ofType(
  "an origin in a standby region that reads fall back to",
  CLOUDFRONT_DISTRIBUTION,
  (distribution, { config }) =>
    listInput(distribution, "origins").some(
      (origin) => (origin as { originId?: unknown }).originId !== config.activeRegion,
    ),
);
export const watch: ControlDefinition = {
  what: "the standby's probes of the active region",
  find: ({ inventory }) =>
    withinControllers(inventory, "standby").filter(({ type }) => /EventRule|Schedule/.test(type)),
};
export const controller: ControlDefinition = {
  what: "the standby's failover controller",
  find: ({ inventory }) => withinControllers(inventory, "standby").filter(({ type }) => type === SFN_STATE_MACHINE),
};
export const routingStore = ofType("the edge's switch, a key-value store (data plane)", CLOUDFRONT_KEY_VALUE_STORE);
export const router = ofType(
  "the router function, which reads the switch at every request",
  CLOUDFRONT_FUNCTION,
  (item) => listInput(item, "keyValueStoreAssociations").length > 0,
);
export const leaseTable = ofType(
  "the lease, strongly consistent in three regions",
  DYNAMODB_TABLE,
  (table) =>
    listInput(table, "replicas").filter((copy) => (copy as { consistencyMode?: unknown }).consistencyMode === "STRONG")
      .length >= 2,
);
export const accessPoint = ofType(
  "the access point's routes, switched outside the failed region",
  S3CONTROL_MULTI_REGION_ACCESS_POINT,
);

export const lagAlarm = lagAlarms("an alarm on the replica's lag", (alarm) => Number(input(alarm, "threshold")) > 0);
export const stoppedAlarm = lagAlarms(
  "an alarm on replication that is not active",
  (alarm) => Number(input(alarm, "threshold")) <= 0,
);
export const alarmTopic = ofType("a topic that tells people", SNS_TOPIC);
export const replicationMetrics: ControlDefinition = {
  what: "replication metrics of the objects",
  find: ({ inventory }) =>
    inventory
      .ofType(S3_BUCKET_REPLICATION_CONFIG)
      .filter((item) =>
        listInput(item, "rules").some(
          (rule) => input({ inputs: rule as Resource["inputs"] }, "destination.metrics.status") === "Enabled",
        ),
      ),
};

export const backups: ControlDefinition = {
  what: "automated backups with point-in-time restore",
  find: ({ inventory }) =>
    inventory.ofType(RDS_INSTANCE, "active").filter((item) => (numberInput(item, "backupRetentionPeriod") ?? 0) > 0),
};
export const replicatedBackups = ofType("the same backups, replicated to another region", backupReplicationType);
export const versions = everyOfType(
  "old versions of every object",
  S3_BUCKET_VERSIONING,
  (item) => input(item, "versioningConfiguration.status") === "Enabled",
);
export const tablePointInTime = ofType(
  "point-in-time recovery of the lease table",
  DYNAMODB_TABLE,
  (table) => input(table, "pointInTimeRecovery.enabled") === true,
);
export const engineProtection: ControlDefinition = {
  what: "protection of what holds data, by the engine",
  find: ({ inventory }) => {
    const holding = inventory.resources.filter(({ type }) => dataTypes.has(type));
    return holding.every(({ protect }) => protect) ? holding : [];
  },
};
export const deletionProtection = everyOfType(
  "deletion protection of the databases, by AWS",
  RDS_INSTANCE,
  (item) => input(item, "deletionProtection") === true,
);
export const finalSnapshot = everyOfType(
  "a final snapshot when a database goes",
  RDS_INSTANCE,
  (item) => input(item, "skipFinalSnapshot") === false,
);

const dataTypes = new Set([RDS_INSTANCE, DYNAMODB_TABLE, KMS_KEY, KMS_REPLICA_KEY, SECRETSMANAGER_SECRET]);

function lagAlarms(what: string, holds: (alarm: Resource) => boolean): ControlDefinition {
  return ofType(what, CLOUDWATCH_METRIC_ALARM, (alarm) => {
    const acted = listInput(alarm, "alarmActions").length > 0;
    return textInput(alarm, "metricName") === "ReplicaLag" && acted && holds(alarm);
  });
}

function withinControllers(inventory: ResourceGraph, role: "active" | "standby"): readonly Resource[] {
  return inventory.resources.filter((item) => item.role === role && inventory.isWithin(item, controllerType));
}
