import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { Undecided } from "../../resources/three-valued";
import { S3_BUCKET, S3_BUCKET_REPLICATION_CONFIG } from "../../resources/types";

/** The types whose resources carry replication rules. */
export const replicatingTypes = [S3_BUCKET_REPLICATION_CONFIG, S3_BUCKET];

/** The enabled replication rules of a bucket's block, or of a replication by itself. */
export function enabledRules(resource: Resource): Inputs[] {
  const blocks =
    resource.type === S3_BUCKET_REPLICATION_CONFIG ? [resource] : resource.list("replicationConfiguration");
  return blocks.flatMap((block) => block.list("rules")).filter((rule) => rule.text("status") === "Enabled");
}

/** The bucket that a resource with replication rules replicates; undefined where it is not in view. */
export function sourceBucket(resource: Resource, graph: ResourceGraph): Resource | undefined {
  return resource.type === S3_BUCKET ? resource : graph.namedBy(resource, "bucket", S3_BUCKET)[0];
}

/** The buckets in view that a resource's replication rules replicate to. */
export function destinations(resource: Resource, graph: ResourceGraph): Resource[] {
  const root = resource.type === S3_BUCKET_REPLICATION_CONFIG ? "rules" : "replicationConfiguration.rules";
  const source = sourceBucket(resource, graph);
  const named = Array.from(enabledRules(resource), (_, index) =>
    graph.namedBy(resource, `${root}.${index}.destination.bucket`, S3_BUCKET),
  );
  return [...new Set(named.flat())].filter((bucket) => bucket !== source);
}

/** The resources in view that replicate a bucket: itself, where its block has rules, and replications that name it. */
export function replicationsOf(bucket: Resource, graph: ResourceGraph): Resource[] {
  const side = graph.referringTo(bucket, S3_BUCKET_REPLICATION_CONFIG, "bucket");
  return [bucket, ...side].filter((resource) => enabledRules(resource).length > 0);
}

/**
 * The region that a rule replicates to.
 * @throws Undecided where the destination is not in view
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
