import { regionOfArn } from "../../resources/arn-region";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { some } from "../../resources/three-valued";
import {
  BACKUP_PLAN,
  BACKUP_VAULT,
  DYNAMODB_GLOBAL_TABLE,
  DYNAMODB_TABLE,
  DYNAMODB_TABLE_REPLICA,
  KMS_KEY,
  KMS_REPLICA_KEY,
  RDS_CLUSTER,
  RDS_INSTANCE,
  RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION,
  S3_BUCKET,
  SECRETSMANAGER_SECRET,
} from "../../resources/types";
import { globalMembers } from "./aurora";
import { selectionsOf } from "./backup";
import { destinations, replicationsOf } from "./bucket-replication";
import { isReplica, sourceOf } from "./database-replicas";

/** Whether backups of a resource are copied to another region: recovery by backup and restore, without a replica. */
export function hasBackupsElsewhere(resource: Resource, graph: ResourceGraph): boolean {
  const replications = graph.referringTo(resource, RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION, "sourceDbInstanceArn");
  if (replications.some(({ region }) => region !== resource.region)) return true;
  return some(selectionsOf(resource, graph), (selection) =>
    some(graph.namedBy(selection, "planId", BACKUP_PLAN), (plan) => copiesElsewhere(plan, resource, graph)),
  );
}

/** Whether replication keeps a copy of the resource in the region: a replica, a secondary, or a resource's own list of replicas. */
export function hasCopyIn(region: string, resource: Resource, graph: ResourceGraph): boolean {
  const isThere = (copy: Resource) => copy.region === region;
  switch (resource.type) {
    case DYNAMODB_TABLE:
      if (some(resource.list("replicas"), (replica) => replica.text("regionName") === region)) return true;
      if (graph.referringTo(resource, DYNAMODB_TABLE_REPLICA, "globalTableArn").some(isThere)) return true;
      return isInGlobalTable(resource, region, graph);
    case KMS_KEY:
      return graph.referringTo(resource, KMS_REPLICA_KEY, "primaryKeyArn").some(isThere);
    case RDS_CLUSTER:
    case RDS_INSTANCE:
      if (globalMembers(resource, graph).some(isThere)) return true;
      return some(
        graph.ofType(resource.type).filter((database) => isThere(database) && isReplica(database)),
        (replica) => sourceOf(replica, graph) === resource,
      );
    case S3_BUCKET:
      return replicationsOf(resource, graph).some((replication) => destinations(replication, graph).some(isThere));
    case SECRETSMANAGER_SECRET:
      return some(resource.list("replicas"), (replica) => replica.text("region") === region);
    default:
      return false;
  }
}

/** Whether a global table of version 2017.11.29, which joins tables of one name, has a replica of the table in the region. */
function isInGlobalTable(table: Resource, region: string, graph: ResourceGraph): boolean {
  const joining = graph.ofType(DYNAMODB_GLOBAL_TABLE).filter((global) => {
    const name = global.has("name") && global.raw("name") === table.raw("name");
    return name || graph.namedBy(global, "name", DYNAMODB_TABLE).includes(table);
  });
  return some(joining, (global) => some(global.list("replicas"), (replica) => replica.text("regionName") === region));
}

function copiesElsewhere(plan: Resource, resource: Resource, graph: ResourceGraph): boolean {
  return plan.list("rules").some((rule, index) =>
    rule.list("copyActions").some((_, copy) => {
      const path = `rules.${index}.copyActions.${copy}.destinationVaultArn`;
      const arn = plan.raw(path);
      const named = typeof arn === "string" ? regionOfArn(arn) : undefined;
      if (named !== undefined) return named !== resource.region;
      return graph.namedBy(plan, path, BACKUP_VAULT).some(({ region }) => region !== resource.region);
    }),
  );
}
