/** Types that hold data. Only the rebuild may replace or delete such a resource. */
export const STATEFUL_TYPES: readonly string[] = [
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:secretsmanager/secret:Secret",
  "aws:dynamodb/table:Table",
  "aws:cloudfront/keyValueStore:KeyValueStore",
];
