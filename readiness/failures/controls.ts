import { input, listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { backupReplicationType, databaseType, replicas, replicationRules } from "../budget/settings";
import type { ControlDefinition, Situation } from "./failure";

const groupType = "aws:autoscaling/group:Group";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
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
  groupType,
  (group) => textInput(group, "healthCheckType") === "ELB" && listInput(group, "targetGroupArns").length > 0,
);
export const instanceReplacement = everyOfType(
  "Auto Scaling replaces the instance",
  groupType,
  (group) => (numberInput(group, "maxSize") ?? 0) > 0,
);
export const otherInstances = everyOfType(
  "another instance of the tier serves meanwhile",
  groupType,
  (group) => group.role !== "active" || (numberInput(group, "desiredCapacity") ?? 0) >= 2,
);

export const zonesOfInstances = everyOfType(
  "instances in two zones at least",
  groupType,
  (group) => listInput(group, "vpcZoneIdentifiers").length >= 2,
);
export const natPerZone: ControlDefinition = {
  what: "a NAT gateway in each zone of the active region",
  find: ({ inventory }) =>
    inventory.ofType("awsx:ec2:Vpc", "active").filter((vpc) => input(vpc, "natGateways.strategy") === "OnePerAz"),
};
export const multiAz: ControlDefinition = {
  what: "a synchronous standby of the database in a second zone",
  find: ({ inventory }) => inventory.ofType(databaseType, "active").filter((item) => input(item, "multiAz") === true),
};
export const databaseWatch: ControlDefinition = {
  what: "RDS's own watch over a Multi-AZ instance",
  find: multiAz.find,
};
export const enhancedMonitoring: ControlDefinition = {
  what: "enhanced monitoring of the database",
  find: ({ inventory }) =>
    inventory.ofType(databaseType, "active").filter((item) => (numberInput(item, "monitoringInterval") ?? 0) > 0),
};

export const replica: ControlDefinition = {
  what: "a cross-region replica to promote",
  find: ({ inventory }) => replicas(inventory),
};
export const standbyTiers: ControlDefinition = {
  what: "web and application tiers in a standby region",
  find: ({ inventory }) => {
    const groups = inventory.ofType(groupType, "standby");
    const enough = inventory
      .ofType(groupType, "active")
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
  "aws:secretsmanager/secret:Secret",
  (secret) => listInput(secret, "replicas").length > 0,
);
export const replicatedObjects: ControlDefinition = {
  what: "the objects, replicated each way",
  find: ({ inventory }) => {
    const configs = inventory.ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
    const regions = new Set(configs.map(({ region }) => region)).size;
    return regions > 1 && replicationRules(inventory).length >= regions * (regions - 1) ? configs : [];
  },
};
export const standbyOrigin = ofType(
  "an origin in a standby region that reads fall back to",
  "aws:cloudfront/distribution:Distribution",
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
  find: ({ inventory }) =>
    withinControllers(inventory, "standby").filter(({ type }) => type === "aws:sfn/stateMachine:StateMachine"),
};
export const routingStore = ofType(
  "the edge's switch, a key-value store (data plane)",
  "aws:cloudfront/keyValueStore:KeyValueStore",
);
export const router = ofType(
  "the router function, which reads the switch at every request",
  "aws:cloudfront/function:Function",
  (item) => listInput(item, "keyValueStoreAssociations").length > 0,
);
export const leaseTable = ofType(
  "the lease, strongly consistent in three regions",
  "aws:dynamodb/table:Table",
  (table) =>
    listInput(table, "replicas").filter((copy) => (copy as { consistencyMode?: unknown }).consistencyMode === "STRONG")
      .length >= 2,
);
export const accessPoint = ofType(
  "the access point's routes, switched outside the failed region",
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
);

export const lagAlarm = lagAlarms("an alarm on the replica's lag", (alarm) => Number(input(alarm, "threshold")) > 0);
export const stoppedAlarm = lagAlarms(
  "an alarm on replication that is not active",
  (alarm) => Number(input(alarm, "threshold")) <= 0,
);
export const alarmTopic = ofType("a topic that tells people", "aws:sns/topic:Topic");
export const replicationMetrics: ControlDefinition = {
  what: "replication metrics of the objects",
  find: ({ inventory }) =>
    inventory
      .ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig")
      .filter((item) =>
        listInput(item, "rules").some(
          (rule) => input({ inputs: rule as Resource["inputs"] }, "destination.metrics.status") === "Enabled",
        ),
      ),
};

export const backups: ControlDefinition = {
  what: "automated backups with point-in-time restore",
  find: ({ inventory }) =>
    inventory.ofType(databaseType, "active").filter((item) => (numberInput(item, "backupRetentionPeriod") ?? 0) > 0),
};
export const replicatedBackups = ofType("the same backups, replicated to another region", backupReplicationType);
export const versions = everyOfType(
  "old versions of every object",
  "aws:s3/bucketVersioning:BucketVersioning",
  (item) => input(item, "versioningConfiguration.status") === "Enabled",
);
export const tablePointInTime = ofType(
  "point-in-time recovery of the lease table",
  "aws:dynamodb/table:Table",
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
  databaseType,
  (item) => input(item, "deletionProtection") === true,
);
export const finalSnapshot = everyOfType(
  "a final snapshot when a database goes",
  databaseType,
  (item) => input(item, "skipFinalSnapshot") === false,
);

const dataTypes = new Set([
  databaseType,
  "aws:dynamodb/table:Table",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:secretsmanager/secret:Secret",
]);

function lagAlarms(what: string, holds: (alarm: Resource) => boolean): ControlDefinition {
  return ofType(what, alarmType, (alarm) => {
    const acted = listInput(alarm, "alarmActions").length > 0;
    return textInput(alarm, "metricName") === "ReplicaLag" && acted && holds(alarm);
  });
}

function withinControllers(inventory: ResourceGraph, role: "active" | "standby"): readonly Resource[] {
  return inventory.resources.filter((item) => item.role === role && inventory.isWithin(item, controllerType));
}
