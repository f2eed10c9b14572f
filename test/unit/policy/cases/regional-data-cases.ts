import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";
import { arn, EAST, keys, roles, WEST, west } from "./two-regions";

const DATABASE = "aws:rds/instance:Instance";
const TABLE = "aws:dynamodb/table:Table";
const BUCKET = "aws:s3/bucket:Bucket";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

const buckets = (regionOfCopy: string): Entry[] => [
  [BUCKET, "a", { bucket: "a" }],
  [BUCKET, "b", { bucket: "b" }, { region: regionOfCopy }],
  ...["a", "b"].map(
    (name): Entry => [
      VERSIONING,
      `v${name}`,
      { bucket: name, versioningConfiguration: { status: "Enabled" } },
      { from: { bucket: [name] }, ...(name === "b" ? { region: regionOfCopy } : {}) },
    ],
  ),
];
const replication = (rule: object): Entry => [
  REPLICATION,
  "r",
  {
    bucket: "a",
    role: "arn:aws:iam::1:role/r",
    rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::b" }, ...rule }],
  },
  { from: { bucket: ["a"], rules: ["b"] } },
];

/** Cases on tables, buckets and keys across regions. */
export const REGIONAL_DATA_CASES: readonly NeighbourCase[] = [
  {
    title: "a table in each region, replicated by nothing",
    resources: [
      [TABLE, "orders", { name: "orders" }],
      [TABLE, "orders-dr", { name: "orders" }, west],
    ],
    configuration: roles,
    yes: ["replica-in-another-region@orders"],
  },
  {
    title: "a global table",
    resources: [
      [TABLE, "orders", { name: "orders", replicas: [{ regionName: WEST }] }],
      [BUCKET, "b", {}, west],
    ],
    configuration: roles,
    no: ["replica-in-another-region@*", "twin-complete@orders"],
  },
  {
    title: "a global table whose replica is a resource",
    resources: [
      [TABLE, "orders", { name: "orders" }, { outputs: { arn: "arn:aws:dynamodb:us-east-1:1:table/orders" } }],
      [
        "aws:dynamodb/tableReplica:TableReplica",
        "copy",
        { globalTableArn: "arn:aws:dynamodb:us-east-1:1:table/orders" },
        { ...west, from: { globalTableArn: ["orders"] } },
      ],
    ],
    configuration: roles,
    no: ["replica-in-another-region@*"],
  },
  {
    title: "a replica of a global table under the first region's key",
    resources: [
      ...keys,
      [
        TABLE,
        "orders",
        {
          name: "orders",
          serverSideEncryption: { enabled: true, kmsKeyArn: arn(EAST, "ke") },
          replicas: [{ regionName: WEST, kmsKeyArn: arn(EAST, "ke") }],
        },
      ],
    ],
    yes: ["replica-key-local@orders"],
  },
  {
    title: "a replica resource under the first region's key",
    resources: [
      [
        "aws:dynamodb/tableReplica:TableReplica",
        "copy",
        { globalTableArn: "arn:aws:dynamodb:us-east-1:1:table/orders", kmsKeyArn: arn(EAST, "ke") },
        west,
      ],
    ],
    yes: ["replica-key-local@copy"],
  },
  {
    title: "backup and restore in another region instead of a replica",
    resources: [
      [
        DATABASE,
        "main",
        { identifier: "main", engine: "postgres" },
        { outputs: { arn: "arn:aws:rds:us-east-1:1:db:main" } },
      ],
      [
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        "copy",
        { sourceDbInstanceArn: "arn:aws:rds:us-east-1:1:db:main", kmsKeyId: arn(WEST, "kw") },
        { ...west, from: { sourceDbInstanceArn: ["main"] } },
      ],
    ],
    configuration: roles,
    no: ["replica-in-another-region@main"],
  },
  {
    title: "replication of logs within a region",
    resources: [...buckets(EAST), replication({ deleteMarkerReplication: { status: "Disabled" } })],
    no: ["two-way-replication@*", "replication-time-control@*", "kms-objects-replicate@*"],
  },
  {
    title: "one-way replication of a copy, without delete markers",
    resources: [
      ...buckets(WEST),
      replication({
        deleteMarkerReplication: { status: "Disabled" },
        destination: {
          bucket: "arn:aws:s3:::b",
          replicationTime: { status: "Enabled", time: { minutes: 15 } },
          metrics: { status: "Enabled" },
        },
      }),
    ],
    no: ["two-way-replication@*"],
  },
  {
    title: "an encrypted source whose encrypted objects do not replicate",
    resources: [
      ...keys,
      ...buckets(WEST),
      [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "e",
        {
          bucket: "a",
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: arn(EAST, "ke") } }],
        },
        { from: { bucket: ["a"] } },
      ],
      replication({}),
    ],
    yes: ["kms-objects-replicate@r"],
  },
];
