import { listInput, textInput } from "../../../resources/known-inputs";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import {
  DYNAMODB_TABLE,
  KMS_KEY,
  KMS_REPLICA_KEY,
  RDS_INSTANCE,
  S3_BUCKET,
  S3_BUCKET_REPLICATION_CONFIG,
  S3CONTROL_MULTI_REGION_ACCESS_POINT,
  SECRETSMANAGER_SECRET,
} from "../../../resources/types";
import { replicationRules } from "../../budget/settings";
import { MULTI_REGION_BUCKET } from "../../component-types";
import { allCompliant, allOf, compliant } from "./control";

/** Resource types that hold data, or without which data cannot be read. */
const DATA_TYPES = new Set([RDS_INSTANCE, DYNAMODB_TABLE, KMS_KEY, KMS_REPLICA_KEY, SECRETSMANAGER_SECRET]);

export const replicatedCredentials = compliant(
  "credentials replicated to the standby regions",
  ["secret-replicated"],
  ({ inventory }) =>
    inventory.ofType(SECRETSMANAGER_SECRET).filter((secret) => listInput(secret, "replicas").length > 0),
);

export const primariesOutsideTiers = allCompliant(
  "primaries of the key and the credentials in a region without a tier",
  ["primary-outside-tiers"],
  ({ inventory }) => [
    ...inventory
      .ofType(KMS_KEY)
      .filter((key) => inventory.referringTo(key, KMS_REPLICA_KEY, "primaryKeyArn").length > 0),
    ...inventory.ofType(SECRETSMANAGER_SECRET).filter((secret) => listInput(secret, "replicas").length > 0),
  ],
);

export const replicatedObjects = allCompliant(
  "objects replicated between all regions, in both directions",
  ["two-way-replication"],
  ({ inventory }) => {
    const configs = replicating(inventory);
    const regions = new Set(configs.map(({ region }) => region)).size;
    return regions > 1 && replicationRules(inventory).length >= regions * (regions - 1) ? configs : [];
  },
);

export const replicationMetrics = compliant(
  "replication metrics of the objects",
  ["replication-time-control"],
  ({ inventory }) => replicating(inventory),
);

export const accessPoint = compliant(
  "a Multi-Region Access Point whose routes are changed outside the failed region",
  ["access-point-covers-buckets"],
  ({ inventory }) => inventory.ofType(S3CONTROL_MULTI_REGION_ACCESS_POINT),
);

export const versions = allCompliant("old versions of every object", ["s3-bucket-versioning"], ({ inventory }) =>
  inventory.ofType(S3_BUCKET).filter((bucket) => inventory.isWithin(bucket, MULTI_REGION_BUCKET)),
);

export const tablePointInTimeRecovery = compliant(
  "point-in-time recovery of the lease table",
  ["dynamodb-point-in-time-recovery"],
  ({ inventory }) => inventory.ofType(DYNAMODB_TABLE),
);

export const resourceProtection = allOf(
  "protection of resources that hold data, by Pulumi",
  // A replica can be rebuilt from its source.
  ({ inventory }) =>
    inventory.resources.filter((item) => DATA_TYPES.has(item.type) && textInput(item, "replicateSourceDb") === ""),
  ({ protect }) => protect,
);

function replicating(inventory: ResourceGraph): readonly Resource[] {
  return inventory.ofType(S3_BUCKET_REPLICATION_CONFIG).filter((config) => listInput(config, "rules").length > 0);
}
