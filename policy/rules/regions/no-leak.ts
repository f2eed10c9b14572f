import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { activeOf, siteOf } from "../../../resources/topology";
import { KMS_KEY, KMS_REPLICA_KEY, S3_BUCKET_REPLICATION_CONFIG } from "../../../resources/types";
import { isUnknown } from "../../../resources/unknown";
import { defineRule, EVERY_TYPE } from "../../rule";

/** The properties by which a replica names its source, and a replicated resource its other regions. */
const REPLICATION_PROPERTIES = new Set([
  "replicateSourceDb",
  "sourceDbInstanceArn",
  "sourceDbClusterIdentifier",
  "sourceDbSnapshotIdentifier",
  "sourceSnapshotIdentifier",
  "replicationSourceIdentifier",
  "replicationConfiguration",
  "replicationConfigurations",
  "replicas",
  "globalTableArn",
  "sourceRegion",
  "primaryKeyArn",
  "tags",
  "tagsAll",
  "__defaults",
]);

/** Types that must name another region: replication back to it, and keys, whose policies list the regions of their set. */
const REPLICATION_TYPES = new Set([S3_BUCKET_REPLICATION_CONFIG, KMS_KEY, KMS_REPLICA_KEY]);

export default defineRule({
  description: "A standby contains no reference to the active region, except replication sources.",
  rationale: "A standby that calls the failed region waits for it, and this shows only during a failover.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Use names, ARNs and endpoints of the standby's own region.",
  frameworks: {},
  types: [EVERY_TYPE],
  scope: "graph",
  comparesRegions: true,
  check(resource, { graph }) {
    if (!resource.type.startsWith("aws:") || !siteOf(resource, graph, "standby")) return undefined;
    if (REPLICATION_TYPES.has(resource.type) || permitsReplication(resource)) return undefined;
    const { region } = activeOf(graph);
    const naming = new RegExp(`:${region}:|\\.${region}\\.amazonaws\\.com|\\b${region}[a-f]\\b`);
    return each(Object.entries(resource.record.inputs), ([property, value]) => {
      if (REPLICATION_PROPERTIES.has(property)) return undefined;
      const texts = stringsOf(value);
      if (texts.some((text) => text.includes(region) && naming.test(text))) return `${property} names ${region}`;
      if (texts.some(isUnknown) && !comesFromElsewhere(resource, property, region, graph)) {
        throw new Undecided(`${resource.name}.${property}`);
      }
      return undefined;
    });
  },
});

/** Whether the resource is a policy for S3 to replicate objects, which names the buckets and keys of both regions. */
function permitsReplication(resource: Resource): boolean {
  const policy = resource.raw("policy");
  return typeof policy === "string" && /s3:Replicate(Object|\*)/.test(policy);
}

/** Whether a value that is not known yet comes from resources in view, none of which is in the region. */
function comesFromElsewhere(resource: Resource, property: string, region: string, graph: ResourceGraph): boolean {
  const sources = (resource.record.propertyDependencies[property] ?? []).map((urn) => graph.at(urn));
  return sources.length > 0 && sources.every((source) => source !== undefined && source.region !== region);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)]);
}
