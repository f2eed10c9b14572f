import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";
import { arn, EAST, keys, roles, WEST, west } from "./two-regions";

const DATABASE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "aws:sns/topic:Topic";

/** An Aurora global database with a cluster in each region. */
function auroraGlobal({
  secondary = {},
  instances = ["a", "b"],
  alarm = true,
  instanceClass = "db.r6g.large",
}: {
  secondary?: object;
  instances?: string[];
  alarm?: boolean;
  instanceClass?: string;
}): Entry[] {
  const cluster = {
    engine: "aurora-postgresql",
    engineVersion: "16.4",
    storageEncrypted: true,
    globalClusterIdentifier: "g",
    backupRetentionPeriod: 7,
    deletionProtection: true,
  };
  return [
    ...keys,
    [
      GLOBAL,
      "g",
      { globalClusterIdentifier: "g", engine: "aurora-postgresql", storageEncrypted: true, deletionProtection: true },
    ],
    [
      CLUSTER,
      "pri",
      { ...cluster, clusterIdentifier: "pri", kmsKeyId: arn(EAST, "ke"), masterUsername: "app" },
      { from: { globalClusterIdentifier: ["g"], kmsKeyId: ["ke"] } },
    ],
    ...["a", "b"].map(
      (zone): Entry => [
        CLUSTER_INSTANCE,
        `pri-${zone}`,
        { clusterIdentifier: "pri", instanceClass: "db.r6g.large", availabilityZone: `${EAST}${zone}` },
        { from: { clusterIdentifier: ["pri"] } },
      ],
    ),
    [
      CLUSTER,
      "sec",
      { ...cluster, clusterIdentifier: "sec", kmsKeyId: arn(WEST, "kw"), ...secondary },
      { ...west, from: { globalClusterIdentifier: ["g"], kmsKeyId: ["kw"] } },
    ],
    ...instances.map(
      (zone): Entry => [
        CLUSTER_INSTANCE,
        `sec-${zone}`,
        { clusterIdentifier: "sec", instanceClass, availabilityZone: `${WEST}${zone}` },
        { ...west, from: { clusterIdentifier: ["sec"] } },
      ],
    ),
    ...(alarm
      ? [
          [TOPIC, "t", {}, west] as Entry,
          [
            ALARM,
            "lag",
            {
              namespace: "AWS/RDS",
              metricName: "AuroraGlobalDBReplicationLag",
              treatMissingData: "breaching",
              dimensions: { DBClusterIdentifier: "sec", SourceRegion: EAST },
              alarmActions: ["t"],
            },
            { ...west, from: { dimensions: ["sec"], alarmActions: ["t"] } },
          ] as Entry,
        ]
      : []),
  ];
}

const regional = [
  "replica-in-another-region",
  "replica-key-local",
  "promotable-replica",
  "lag-alarm",
  "database-parity",
].map((rule) => `${rule}@*`);

/** Cases on databases across regions. */
export const REGIONAL_DATABASE_CASES: readonly NeighbourCase[] = [
  {
    title: "an Aurora global database as it should be",
    resources: auroraGlobal({}),
    configuration: roles,
    no: regional,
  },
  { title: "an Aurora global database as it should be, without roles", resources: auroraGlobal({}), no: regional },
  {
    title: "an Aurora secondary without instances",
    resources: auroraGlobal({ instances: [] }),
    yes: ["promotable-replica@sec"],
  },
  {
    title: "an Aurora secondary under the primary's key",
    resources: auroraGlobal({ secondary: { kmsKeyId: arn(EAST, "ke") } }),
    yes: ["replica-key-local@sec"],
  },
  {
    title: "an Aurora secondary without deletion protection",
    resources: auroraGlobal({ secondary: { deletionProtection: false } }),
    yes: ["promotable-replica@sec"],
  },
  {
    title: "an Aurora secondary with AWS's minimum of backups, which Aurora always keeps",
    resources: auroraGlobal({ secondary: { backupRetentionPeriod: 1 } }),
    yes: ["rds-backup-retention@sec"],
    no: ["promotable-replica@sec"],
  },
  {
    title: "an Aurora secondary without a lag alarm",
    resources: auroraGlobal({ alarm: false }),
    configuration: roles,
    yes: ["lag-alarm@sec"],
  },
  {
    title: "an Aurora secondary whose alarm may be in another stack",
    resources: auroraGlobal({ alarm: false }),
    no: ["lag-alarm@*"],
    undecided: ["lag-alarm"],
  },
  {
    title: "an Aurora secondary with one instance",
    resources: auroraGlobal({ instances: ["a"] }),
    no: ["promotable-replica@*", "rds-cluster-multi-az@*"],
  },
  {
    title: "an Aurora secondary of a smaller class",
    resources: auroraGlobal({ instanceClass: "db.t4g.medium" }),
    yes: ["database-parity@sec"],
  },
  {
    title: "a smaller Aurora secondary, allowed",
    resources: auroraGlobal({ instanceClass: "db.t4g.medium" }),
    configuration: { "database-parity": { allowed: ["instanceClass"] } },
    no: ["database-parity@*"],
  },
  {
    title: "a cross-region replica as it should be",
    resources: [
      ...keys,
      [
        DATABASE,
        "main",
        {
          identifier: "main",
          engine: "postgres",
          engineVersion: "16.4",
          instanceClass: "db.r6g.large",
          storageEncrypted: true,
          kmsKeyId: arn(EAST, "ke"),
          multiAz: true,
          deletionProtection: true,
          backupRetentionPeriod: 7,
        },
        { outputs: { arn: "arn:aws:rds:us-east-1:111122223333:db:main" } },
      ],
      [
        DATABASE,
        "replica",
        {
          identifier: "replica",
          replicateSourceDb: "arn:aws:rds:us-east-1:111122223333:db:main",
          instanceClass: "db.r6g.large",
          kmsKeyId: arn(WEST, "kw"),
          multiAz: true,
          deletionProtection: true,
          backupRetentionPeriod: 7,
        },
        { ...west, from: { replicateSourceDb: ["main"], kmsKeyId: ["kw"] } },
      ],
      [TOPIC, "t", {}, west],
      [
        ALARM,
        "lag",
        {
          namespace: "AWS/RDS",
          metricName: "ReplicaLag",
          treatMissingData: "breaching",
          dimensions: { DBInstanceIdentifier: "replica" },
          alarmActions: ["t"],
        },
        { ...west, from: { dimensions: ["replica"], alarmActions: ["t"] } },
      ],
    ],
    no: regional,
  },
  {
    title: "a cross-region replica without backups",
    resources: [
      [
        DATABASE,
        "replica",
        {
          identifier: "replica",
          replicateSourceDb: "arn:aws:rds:us-east-1:111122223333:db:main",
          kmsKeyId: arn(WEST, "kw"),
          multiAz: true,
          deletionProtection: true,
        },
        west,
      ],
    ],
    yes: ["promotable-replica@replica"],
  },
];
