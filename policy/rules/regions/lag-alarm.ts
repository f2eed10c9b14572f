import { regionOfArn } from "../../../resources/arn-region";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { CLOUDWATCH_METRIC_ALARM, RDS_INSTANCE, SNS_TOPIC } from "../../../resources/types";
import { isRemoteReplica } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An alarm in the replica's region monitors replication lag, and treats missing data as breaching.",
  rationale:
    "When replication stops, all later writes are missing after a failover. A stopped replica may report no data.",
  severity: "high",
  category: "recovery across regions",
  remediation:
    'Add a MetricAlarm on AWS/RDS ReplicaLag with treatMissingData: "breaching" and alarmActions in the same region.',
  frameworks: {},
  types: [RDS_INSTANCE],
  scope: "graph",
  check(database, { graph }) {
    if (!isRemoteReplica(database, graph)) return undefined;
    const watching = graph.ofType(CLOUDWATCH_METRIC_ALARM).filter((alarm) => watches(alarm, database, graph));
    if (watching.length === 0) return `no alarm in ${database.region} watches its ReplicaLag`;
    const faults = watching.map((alarm) => faultOf(alarm, database, graph));
    return faults.includes(undefined) ? undefined : faults[0];
  },
});

function watches(alarm: Resource, replica: Resource, graph: ResourceGraph): boolean {
  if (
    alarm.region !== replica.region ||
    alarm.raw("metricName") !== "ReplicaLag" ||
    alarm.raw("namespace") !== "AWS/RDS"
  )
    return false;
  const named = graph.namedBy(alarm, "dimensions", RDS_INSTANCE);
  if (named.length > 0) return named.includes(replica);
  return alarm.text("dimensions.DBInstanceIdentifier") === replica.text("identifier");
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
