import { regionOfArn } from "../../../resources/arn-region";
import type { Inputs } from "../../../resources/inputs";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { Undecided } from "../../../resources/three-valued";
import { topologyOf } from "../../../resources/topology";
import { CLOUDWATCH_METRIC_ALARM, RDS_CLUSTER, RDS_INSTANCE, SNS_TOPIC } from "../../../resources/types";
import { primaryOf } from "../../facts/aurora";
import { isRemoteReplica } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

/** The metrics of replication lag, and the dimension that names the database. */
const METRICS = {
  [RDS_INSTANCE]: { names: ["ReplicaLag"], dimension: "DBInstanceIdentifier", identifier: "identifier" },
  [RDS_CLUSTER]: {
    names: ["AuroraGlobalDBReplicationLag", "AuroraGlobalDBRPOLag", "AuroraGlobalDBProgressLag"],
    dimension: "DBClusterIdentifier",
    identifier: "clusterIdentifier",
  },
} as const;

export default defineRule({
  description: "An alarm in the replica's region monitors replication lag, and treats missing data as breaching.",
  rationale:
    "When replication stops, all later writes are missing after a failover. A stopped replica may report no data.",
  severity: "high",
  category: "recovery across regions",
  remediation:
    'Add a MetricAlarm on AWS/RDS ReplicaLag (AuroraGlobalDBRPOLag or AuroraGlobalDBReplicationLag for Aurora) with treatMissingData: "breaching" and alarmActions in the same region.',
  frameworks: {},
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  check(database, { graph }) {
    if (!isRemote(database, graph)) return undefined;
    const { names } = metricsOf(database);
    const watching = graph.ofType(CLOUDWATCH_METRIC_ALARM).filter((alarm) => watches(alarm, database, graph));
    if (watching.length === 0) {
      // The service replicates an Aurora global database by itself: its alarm may well be in a stack for monitoring.
      if (database.type === RDS_CLUSTER && !topologyOf(graph).declared)
        throw new Undecided(`an alarm on ${names[0]}, which may be in another stack`);
      return `no alarm in ${database.region} watches its ${names[0]}`;
    }
    const faults = watching.map((alarm) => faultOf(alarm, database, graph));
    return faults.includes(undefined) ? undefined : faults[0];
  },
});

function isRemote(database: Resource, graph: ResourceGraph): boolean {
  if (database.type === RDS_INSTANCE) return isRemoteReplica(database, graph);
  const primary = primaryOf(database, graph);
  return primary !== undefined && primary.region !== database.region;
}

function metricsOf(database: Resource): (typeof METRICS)[keyof typeof METRICS] {
  return database.type === RDS_CLUSTER ? METRICS[RDS_CLUSTER] : METRICS[RDS_INSTANCE];
}

function watches(alarm: Resource, replica: Resource, graph: ResourceGraph): boolean {
  if (alarm.region !== replica.region) return false;
  const { names, dimension, identifier } = metricsOf(replica);
  // A metric of its own, or one in a metric math expression.
  const queried = alarm.list("metricQueries").flatMap((query) => query.list("metric"));
  return [alarm, ...queried].some((metric: Inputs) => {
    if (metric.raw("namespace") !== "AWS/RDS" || !names.some((name) => metric.raw("metricName") === name)) return false;
    const named = graph.namedBy(alarm, metric === alarm ? "dimensions" : "metricQueries", replica.type);
    if (named.length > 0) return named.includes(replica);
    return metric.text(`dimensions.${dimension}`) === replica.text(identifier);
  });
}

function faultOf(alarm: Resource, replica: Resource, graph: ResourceGraph): string | undefined {
  if (alarm.text("treatMissingData") !== "breaching") return `${alarm.name}: missing data is not taken for a breach`;
  const actions = alarm.list("alarmActions");
  if (actions.length === 0) return `${alarm.name} has no alarmActions`;
  const literal = actions.map((action) => action.raw("")).filter((action) => typeof action === "string");
  const named = graph.namedBy(alarm, "alarmActions", SNS_TOPIC).map(({ region }) => region);
  const elsewhere = [...literal.map(regionOfArn), ...named].filter((region) => region && region !== replica.region);
  return elsewhere.length > 0 ? `${alarm.name}: an action is in ${elsewhere[0]}` : undefined;
}
