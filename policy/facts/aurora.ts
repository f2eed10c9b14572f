import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { textOf } from "../../resources/text-of";
import { activeOf, topologyOf } from "../../resources/topology";
import { RDS_CLUSTER, RDS_CLUSTER_INSTANCE, RDS_GLOBAL_CLUSTER } from "../../resources/types";

/** The clusters of a global database, the primary first. */
export function globalMembers(cluster: Resource, graph: ResourceGraph): readonly Resource[] {
  return membersOfEach(graph).get(cluster) ?? [];
}

/** The primary that a cluster of a global database replicates; undefined for the primary itself, and where no other member is in the graph. */
export function primaryOf(cluster: Resource, graph: ResourceGraph): Resource | undefined {
  const [primary] = globalMembers(cluster, graph);
  return primary === cluster ? undefined : primary;
}

/** The instances of a cluster in the graph. */
export function instancesOf(cluster: Resource, graph: ResourceGraph): readonly Resource[] {
  return graph.referringTo(cluster, RDS_CLUSTER_INSTANCE, "clusterIdentifier");
}

const membersOfEach = perGraph((graph) => {
  const groups = new Map<string, Resource[]>();
  for (const cluster of graph.ofType(RDS_CLUSTER)) {
    if (!cluster.has("globalClusterIdentifier")) continue;
    const [named] = graph.namedBy(cluster, "globalClusterIdentifier", RDS_GLOBAL_CLUSTER);
    const key = named?.urn ?? textOf(cluster.raw("globalClusterIdentifier"));
    groups.set(key, [...(groups.get(key) ?? []), cluster]);
  }
  // A global database may also be made from a cluster that does not name it.
  for (const global of graph.ofType(RDS_GLOBAL_CLUSTER)) {
    const [source] = graph.namedBy(global, "sourceDbClusterIdentifier", RDS_CLUSTER);
    if (!source) continue;
    const others = (groups.get(global.urn) ?? []).filter((cluster) => cluster !== source);
    groups.set(global.urn, [source, ...others]);
  }
  return new Map(
    [...groups.values()].flatMap((clusters) => {
      const sorted = primaryFirst(clusters, graph);
      return sorted.map((cluster): [Resource, Resource[]] => [cluster, sorted]);
    }),
  );
});

/** The properties that only the primary of a global database may have. */
const PRIMARY_ONLY = [
  "masterUsername",
  "masterPassword",
  "manageMasterUserPassword",
  "databaseName",
  "snapshotIdentifier",
];

function primaryFirst(clusters: readonly Resource[], graph: ResourceGraph): Resource[] {
  const active = topologyOf(graph).active === undefined ? undefined : activeOf(graph).region;
  const score = (cluster: Resource) => {
    if (cluster.has("replicationSourceIdentifier") || cluster.has("sourceRegion")) return 3;
    if (PRIMARY_ONLY.some((property) => cluster.has(property))) return 0;
    return cluster.region === active ? 1 : 2;
  };
  return clusters.toSorted((one, other) => score(one) - score(other));
}
