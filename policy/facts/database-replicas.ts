import { regionNamed } from "../../resources/region-of";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { Undecided } from "../../resources/three-valued";
import { activeOf } from "../../resources/topology";
import { RDS_INSTANCE } from "../../resources/types";

/** Whether the instance replicates another. */
export function isReplica(database: Resource): boolean {
  return database.has("replicateSourceDb");
}

/**
 * Whether the instance replicates another from another region. A source named without a region is in the replica's own: RDS
 * knows it by no other name.
 * @throws Undecided where the source, or the replica's own region, is not known
 */
export function isRemoteReplica(database: Resource, graph: ResourceGraph): boolean {
  if (!isReplica(database)) return false;
  const source = regionNamed(database, database, "replicateSourceDb", graph);
  if (source === undefined) return false;
  if (database.region === null) throw new Undecided(`the region of ${database.name}`);
  return source !== database.region;
}

/**
 * The instance that a replica replicates: the one it names, or the only one in the source's region that is no replica.
 * @throws Undecided where it is not in view
 */
export function sourceOf(replica: Resource, graph: ResourceGraph): Resource {
  const [named] = graph.namedBy(replica, "replicateSourceDb", RDS_INSTANCE);
  if (named) return named;
  const region = regionNamed(replica, replica, "replicateSourceDb", graph) ?? replica.region;
  const candidates = activeOf(graph).resources.filter(
    (resource) => resource.type === RDS_INSTANCE && resource.region === region && !isReplica(resource),
  );
  const [only] = candidates;
  if (candidates.length !== 1 || !only) throw new Undecided(`the source of ${replica.name}`);
  return only;
}
