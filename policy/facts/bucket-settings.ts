import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { some } from "../../resources/three-valued";
import {
  CLOUDFRONT_DISTRIBUTION,
  EC2_FLOW_LOG,
  LB_LOAD_BALANCER,
  S3_ACCOUNT_PUBLIC_ACCESS_BLOCK,
  S3_BUCKET,
  S3_BUCKET_LOGGING,
  WAFV2_WEB_ACL_LOGGING_CONFIGURATION,
} from "../../resources/types";

// A bucket's settings are separate resources, or blocks of the bucket as before version 4 of the provider.

/** Whether versioning is enabled. */
export function isVersioned(bucket: Resource, graph: ResourceGraph): boolean {
  const inline = blocks(bucket, "versioning", "versionings");
  if (some(inline, (versioning) => versioning.flag("enabled") === true)) return true;
  return some(
    sideResources(bucket, "bucketVersioning", graph),
    (versioning) => versioning.text("versioningConfiguration.status") === "Enabled",
  );
}

/** The encryption rules: `applyServerSideEncryptionByDefault` and `bucketKeyEnabled` of each. */
export function encryptionRules(bucket: Resource, graph: ResourceGraph): EncryptionRule[] {
  const inline = blocks(bucket, "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations");
  const side = sideResources(bucket, "bucketServerSideEncryptionConfiguration", graph);
  return [...inline, ...side]
    .flatMap((configuration) => [...configuration.list("rule"), ...configuration.list("rules")])
    .map((rule) => ({
      default: rule.block("applyServerSideEncryptionByDefault") ?? rule.list("applyServerSideEncryptionByDefaults")[0],
      bucketKey: rule.flag("bucketKeyEnabled") === true,
    }));
}

interface EncryptionRule {
  /** Algorithm and key, if the rule has them. */
  default: Inputs | undefined;
  bucketKey: boolean;
}

/** The algorithms that encrypt with a KMS key. */
export const KMS_ALGORITHMS: ReadonlySet<string | undefined> = new Set(["aws:kms", "aws:kms:dsse"]);

/** The replication rules, including those in the bucket's block. */
export function replicationRules(bucket: Resource, graph: ResourceGraph): Inputs[] {
  const inline = blocks(bucket, "replicationConfiguration", "replicationConfigurations");
  const side = sideResources(bucket, "bucketReplicationConfig", graph);
  return [...inline, ...side].flatMap((configuration) => configuration.list("rules"));
}

/** The lifecycle rules. */
export function lifecycleRules(bucket: Resource, graph: ResourceGraph): Inputs[] {
  const side = sideResources(bucket, "bucketLifecycleConfiguration", graph);
  return [...bucket.list("lifecycleRules"), ...side.flatMap((configuration) => configuration.list("rules"))];
}

/** The canned ACLs and the grants, of the bucket or of a separate ACL resource. */
export function accessControls(bucket: Resource, graph: ResourceGraph): { canned: string[]; grants: Inputs[] } {
  const side = bucket.type === S3_BUCKET ? sideResources(bucket, "bucketAcl", graph) : [];
  const canned = [bucket, ...side].map((place) => place.text("acl")).filter((acl) => acl !== undefined);
  const grants = [bucket, ...side].flatMap((acl) => acl.list("accessControlPolicy.grants"));
  return { canned, grants: [...bucket.list("grants"), ...grants] };
}

/** Whether a destination for access logs is configured. */
export function logsAccess(bucket: Resource, graph: ResourceGraph): boolean {
  if (some(blocks(bucket, "logging", "loggings"), (logging) => logging.given("targetBucket"))) return true;
  return some(sideResources(bucket, "bucketLogging", graph), (logging) => logging.given("targetBucket"));
}

/** Whether the bucket receives logs: by its ACL, its policy, or because a resource in the graph sends logs to it. */
export function isLogBucket(bucket: Resource, graph: ResourceGraph): boolean {
  const { canned, grants } = accessControls(bucket, graph);
  if (canned.includes("log-delivery-write")) return true;
  if (some(grants, (grant) => (grant.text("grantee.uri") ?? grant.text("uri") ?? "").endsWith("/s3/LogDelivery")))
    return true;
  const logged = [
    graph.referringTo(bucket, S3_BUCKET_LOGGING, "targetBucket"),
    graph.referringTo(bucket, S3_BUCKET, "logging.targetBucket"),
    graph.referringTo(bucket, LB_LOAD_BALANCER, "accessLogs.bucket"),
    graph.referringTo(bucket, CLOUDFRONT_DISTRIBUTION, "loggingConfig.bucket"),
    graph.referringTo(bucket, WAFV2_WEB_ACL_LOGGING_CONFIGURATION, "logDestinationConfigs"),
    graph.referringTo(bucket, EC2_FLOW_LOG, "logDestination"),
  ];
  if (logged.some((resources) => resources.some((resource) => resource !== bucket))) return true;
  return some(sideResources(bucket, "bucketPolicy", graph), (policy) =>
    /(logging\.s3|delivery\.logs|logdelivery\.elasticloadbalancing)\.amazonaws\.com/.test(
      JSON.stringify(policy.read("policy")),
    ),
  );
}

/** The separate resources of a type that name the bucket. */
export function sideResources(bucket: Resource, kind: string, graph: ResourceGraph): readonly Resource[] {
  return graph.referringTo(bucket, `aws:s3/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, "bucket");
}

/** The blocks of a setting inside the bucket, under its singular name or, in BucketV2, its plural; else what the export reports. */
function blocks(bucket: Resource, singular: string, plural: string): Inputs[] {
  return [...bucket.listInForce(singular), ...bucket.list(plural)];
}

/** Whether a flag of the public access block of the bucket, or of the account, is on, which makes existing public grants have no effect. */
export function blocksPublic(
  bucket: Resource,
  flag: "ignorePublicAcls" | "restrictPublicBuckets",
  graph: ResourceGraph,
): boolean {
  const blocks = [
    ...graph.ofType(S3_ACCOUNT_PUBLIC_ACCESS_BLOCK),
    ...sideResources(bucket, "bucketPublicAccessBlock", graph),
  ];
  return some(blocks, (block) => block.flag(flag) === true);
}

/** Whether the account's public access block has every flag on: it then holds for all buckets. */
export function everyFlagOfAccount(graph: ResourceGraph): boolean {
  const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
  return some(graph.ofType(S3_ACCOUNT_PUBLIC_ACCESS_BLOCK), (block) =>
    flags.every((flag) => block.flag(flag) === true),
  );
}
