import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const DATABASE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** Cases on databases. */
export const DATABASE_CASES: readonly NeighbourCase[] = [
  {
    title: "an Aurora cluster with one instance",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql", clusterIdentifier: "c" }],
      [CLUSTER_INSTANCE, "i", { clusterIdentifier: "c" }, { from: { clusterIdentifier: ["c"] } }],
    ],
    yes: ["rds-cluster-multi-az@c"],
  },
  {
    title: "an Aurora cluster with both instances in one zone",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql", clusterIdentifier: "c" }],
      ...["i1", "i2"].map(
        (name): Entry => [
          CLUSTER_INSTANCE,
          name,
          { clusterIdentifier: "c", availabilityZone: "us-east-1a" },
          { from: { clusterIdentifier: ["c"] } },
        ],
      ),
    ],
    yes: ["rds-cluster-multi-az@c"],
  },
  {
    title: "an Aurora cluster with instances in two zones, as the outputs report",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql", clusterIdentifier: "c" }],
      ...["a", "b"].map(
        (zone): Entry => [
          CLUSTER_INSTANCE,
          zone,
          { clusterIdentifier: "c" },
          { from: { clusterIdentifier: ["c"] }, outputs: { availabilityZone: `us-east-1${zone}` } },
        ],
      ),
    ],
    no: ["rds-cluster-multi-az@c"],
  },
  {
    title: "a replica in its source's region has the source's key",
    resources: [
      [
        DATABASE,
        "main",
        {
          identifier: "main",
          engine: "postgres",
          storageEncrypted: true,
          kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/k",
        },
      ],
      [
        DATABASE,
        "reader",
        { replicateSourceDb: "main", instanceClass: "db.r6g.large" },
        { from: { replicateSourceDb: ["main"] } },
      ],
    ],
    no: ["rds-customer-managed-key@*", "rds-storage-encrypted@*", "replica-key-local@*", "lag-alarm@*"],
  },
  {
    title: "a database from a snapshot has the snapshot's key",
    resources: [
      [
        DATABASE,
        "d",
        { engine: "postgres", snapshotIdentifier: "s" },
        { outputs: { storageEncrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/k" } },
      ],
    ],
    no: ["rds-customer-managed-key@d", "rds-storage-encrypted@d"],
    undecided: ["rds-customer-managed-key"],
  },
  {
    title: "a database from a snapshot that is not encrypted, as the outputs report",
    resources: [
      [DATABASE, "d", { engine: "postgres", snapshotIdentifier: "s" }, { outputs: { storageEncrypted: false } }],
    ],
    yes: ["rds-storage-encrypted@d"],
  },
  {
    title: "MySQL 8.4 without require_secure_transport",
    resources: [["aws:rds/parameterGroup:ParameterGroup", "pg", { family: "mysql8.4", parameters: [] }]],
    yes: ["rds-forces-tls@pg"],
  },
  {
    title: "PostgreSQL 16 that turns rds.force_ssl off",
    resources: [
      [
        "aws:rds/parameterGroup:ParameterGroup",
        "pg",
        { family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "0" }] },
      ],
    ],
    yes: ["rds-forces-tls@pg"],
  },
  {
    title: "PostgreSQL 14 that leaves rds.force_ssl at its default, off",
    resources: [["aws:rds/parameterGroup:ParameterGroup", "pg", { family: "postgres14", parameters: [] }]],
    yes: ["rds-forces-tls@pg"],
  },
  {
    title: "an Aurora PostgreSQL 17 cluster group forces TLS by default",
    resources: [
      ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "pg", { family: "aurora-postgresql17", parameters: [] }],
    ],
    no: ["rds-forces-tls@pg"],
  },
];
