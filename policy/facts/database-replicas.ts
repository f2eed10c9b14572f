import { regionNamed } from "../../resources/region-of";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { Undecided } from "../../resources/three-valued";
import { topologyOf } from "../../resources/topology";

/** The property by which an instance or a cluster names what it replicates. */
const SOURCE_PROPERTIES = ["replicateSourceDb", "replicationSourceIdentifier"];

/** The properties that name what a database is created from, whose encryption and key it has by default. */
export const INHERITING = ["snapshotIdentifier", "restoreToPointInTime", "s3Import", "sourceDbClusterIdentifier"];

/** Whether the instance or cluster replicates another. */
export function isReplica(database: Resource): boolean {
  return SOURCE_PROPERTIES.some((property) => database.has(property));
}

/**
 * Whether the instance replicates another from another region. A source that is named without a region is in the replica's own.
 * @throws Undecided where the source, or the replica's own region, is not known
 */
export function isRemoteReplica(database: Resource, graph: ResourceGraph): boolean {
  if (!database.has("replicateSourceDb")) return false;
  const source = regionNamed(database, database, "replicateSourceDb", graph);
  if (source === undefined) return false;
  if (database.region === null) throw new Undecided(`the region of ${database.name}`);
  return source !== database.region;
}

/**
 * What a replica replicates: the instance or cluster that it names, or the only one in the source's region that is not a replica.
 * @throws Undecided where the graph does not contain it
 */
export function sourceOf(replica: Resource, graph: ResourceGraph): Resource {
  const property = SOURCE_PROPERTIES.find((candidate) => replica.has(candidate)) ?? "replicateSourceDb";
  const [named] = graph.namedBy(replica, property, replica.type);
  if (named) return named;
  const region = regionNamed(replica, replica, property, graph) ?? replica.region;
  const candidates = (topologyOf(graph).active?.resources ?? []).filter(
    (resource) => resource.type === replica.type && resource.region === region && !isReplica(resource),
  );
  const [only] = candidates;
  if (candidates.length !== 1 || !only) throw new Undecided(`the source of ${replica.name}`);
  return only;
}
