import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { Undecided } from "../../resources/three-valued";
import { siteOf } from "../../resources/topology";
import { S3_BUCKET, S3_BUCKET_REPLICATION_CONFIG, S3CONTROL_MULTI_REGION_ACCESS_POINT } from "../../resources/types";

/** The types that contain replication rules. */
export const REPLICATING_TYPES = [S3_BUCKET_REPLICATION_CONFIG, S3_BUCKET];

/** The enabled replication rules of a bucket's block or of a replication resource. */
export function enabledRules(resource: Resource): Inputs[] {
  const blocks =
    resource.type === S3_BUCKET_REPLICATION_CONFIG ? [resource] : resource.list("replicationConfiguration");
  return blocks.flatMap((block) => block.list("rules")).filter((rule) => rule.text("status") === "Enabled");
}

/** The bucket that a resource with replication rules replicates; undefined if it is not in the graph. */
export function sourceBucket(resource: Resource, graph: ResourceGraph): Resource | undefined {
  return resource.type === S3_BUCKET ? resource : graph.namedBy(resource, "bucket", S3_BUCKET)[0];
}

/** The destination buckets of a resource's replication rules that are in the graph. */
export function destinations(resource: Resource, graph: ResourceGraph): Resource[] {
  const root = resource.type === S3_BUCKET_REPLICATION_CONFIG ? "rules" : "replicationConfiguration.rules";
  const source = sourceBucket(resource, graph);
  const named = Array.from(enabledRules(resource), (_, index) =>
    graph.namedBy(resource, `${root}.${index}.destination.bucket`, S3_BUCKET),
  );
  return [...new Set(named.flat())].filter((bucket) => bucket !== source);
}

/** The resources that replicate a bucket: the bucket, if its block has rules, and replications that name it. */
export function replicationsOf(bucket: Resource, graph: ResourceGraph): Resource[] {
  const side = graph.referringTo(bucket, S3_BUCKET_REPLICATION_CONFIG, "bucket");
  return [bucket, ...side].filter((resource) => enabledRules(resource).length > 0);
}

/**
 * The region that a rule replicates to.
 * @throws Undecided if the destination is not in the graph
 */
export function destinationRegion(resource: Resource, rule: Inputs, graph: ResourceGraph): string {
  const path = `${rule.path.replace(/\[(\d+)\]/g, ".$1")}.destination.bucket`;
  const regions = new Set(
    graph
      .namedBy(resource, path, S3_BUCKET)
      .filter((bucket) => bucket !== sourceBucket(resource, graph))
      .map(({ region }) => region),
  );
  const [region] = regions;
  if (regions.size !== 1 || !region) throw new Undecided(`${resource.name}.${rule.path}.destination.bucket`);
  return region;
}

/**
 * Whether a replication is between buckets that take over from each other in a failover: buckets of the active and a standby site, of one
 * Multi-Region Access Point, or buckets that replicate to each other. Other replication is a copy and does not need the opposite direction.
 */
export function isFailoverPair(source: Resource, other: Resource, graph: ResourceGraph): boolean {
  if (source.region !== null && source.region === other.region) return false;
  const sites = [siteOf(source, graph, "active"), siteOf(source, graph, "standby")];
  const others = [siteOf(other, graph, "active"), siteOf(other, graph, "standby")];
  if ((sites[0] && others[1]) || (sites[1] && others[0])) return true;
  if (accessPointsOf(source, graph).some((point) => accessPointsOf(other, graph).includes(point))) return true;
  return replicationsOf(other, graph).some((replication) => destinations(replication, graph).includes(source));
}

function accessPointsOf(bucket: Resource, graph: ResourceGraph): readonly Resource[] {
  return bucketsOfPoints(graph).get(bucket) ?? [];
}

const bucketsOfPoints = perGraph((graph) => {
  const points = new Map<Resource, Resource[]>();
  for (const point of graph.ofType(S3CONTROL_MULTI_REGION_ACCESS_POINT)) {
    for (const bucket of bucketsOfPoint(point, graph)) points.set(bucket, [...(points.get(bucket) ?? []), point]);
  }
  return points;
});

/** The buckets in the graph that a Multi-Region Access Point names. */
export function bucketsOfPoint(point: Resource, graph: ResourceGraph): ReadonlySet<Resource> {
  const regions = point.raw("details.regions");
  const count = Array.isArray(regions) ? regions.length : 0;
  const named = Array.from({ length: count }, (_, index) =>
    graph.namedBy(point, `details.regions.${index}.bucket`, S3_BUCKET),
  );
  return new Set(named.flat());
}
