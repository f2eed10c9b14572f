import { regionNamed } from "../../../resources/region-of";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, type Finding } from "../../../resources/three-valued";
import { DYNAMODB_TABLE, DYNAMODB_TABLE_REPLICA, RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { primaryOf } from "../../facts/aurora";
import { isRemoteReplica } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A cross-region replica is encrypted with a key of its own region.",
  rationale: "AWS accepts only keys of the replica's region, and a key of the failed region is not available.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Set kmsKeyId to a key, or a replica of a multi-Region key, in the replica's region.",
  frameworks: {},
  types: [RDS_INSTANCE, RDS_CLUSTER, DYNAMODB_TABLE, DYNAMODB_TABLE_REPLICA],
  scope: "graph",
  check(database, { graph }) {
    if (database.type === DYNAMODB_TABLE) return replicaKeys(database, graph);
    if (database.type === DYNAMODB_TABLE_REPLICA) return foreignKey(database, "kmsKeyArn", graph);
    const secondary = database.type === RDS_CLUSTER && primaryOf(database, graph) !== undefined;
    if (!secondary && !isRemoteReplica(database, graph)) return undefined;
    // Without a key, Aurora uses the region's AWS managed key and RDS refuses the replica.
    if (!database.has("kmsKeyId"))
      return secondary ? undefined : "kmsKeyId is not set: a replica in another region needs a key of its own region";
    return foreignKey(database, "kmsKeyId", graph);
  },
});

function foreignKey(replica: Resource, property: string, graph: ResourceGraph): Finding {
  const region = regionNamed(replica, replica, property, graph) ?? replica.region;
  return region === replica.region || replica.region === null
    ? undefined
    : `${property} is a key of ${region}, the replica is in ${replica.region}`;
}

function replicaKeys(table: Resource, graph: ResourceGraph): Finding {
  return each(table.list("replicas"), (replica) => {
    const key = regionNamed(table, replica, "kmsKeyArn", graph);
    const region = replica.text("regionName");
    return key === undefined || key === region
      ? undefined
      : `${replica.path}.kmsKeyArn is a key of ${key}, the replica is in ${region}`;
  });
}
