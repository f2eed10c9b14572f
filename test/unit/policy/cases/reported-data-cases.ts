import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const DATABASE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
const TABLE = "aws:dynamodb/table:Table";
const RECORD = "aws:route53/record:Record";
const HEALTH_CHECK = "aws:route53/healthCheck:HealthCheck";
const roles = { "us-east-1": "active", "us-west-2": "standby" };
const KEY = (region: string) => `arn:aws:kms:${region}:111122223333:key/k`;
const table = (name: string, region: string): Entry => [
  TABLE,
  name,
  { name: "orders", hashKey: "id", streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" },
  { region, stack: region },
];
const cluster = (region: string, inputs: object): Entry[] => [
  [
    CLUSTER,
    `c-${region}`,
    {
      engine: "aurora-postgresql",
      clusterIdentifier: `c-${region}`,
      storageEncrypted: true,
      kmsKeyId: KEY(region),
      ...inputs,
    },
    { region, stack: region },
  ],
  ...["1", "2"].map(
    (index): Entry => [
      CLUSTER_INSTANCE,
      `i${index}-${region}`,
      { clusterIdentifier: `c-${region}`, instanceClass: "db.r6g.large" },
      { region, stack: region, from: { clusterIdentifier: [`c-${region}`] } },
    ],
  ),
];
const failover = (type: string, inputs: object): Entry => [
  RECORD,
  type.toLowerCase(),
  {
    name: "app.example.com",
    type: "A",
    zoneId: "Z1",
    setIdentifier: type,
    failoverRoutingPolicies: [{ type }],
    ...inputs,
  },
];

/** Cases on databases, tables and DNS, in one region and across regions, after public bug reports and common designs. */
export const REPORTED_DATA_CASES: readonly NeighbourCase[] = [
  {
    title: "tables of a global table of version 2017",
    resources: [
      table("t1", "us-east-1"),
      table("t2", "us-west-2"),
      [
        "aws:dynamodb/globalTable:GlobalTable",
        "g",
        { name: "orders", replicas: [{ regionName: "us-east-1" }, { regionName: "us-west-2" }] },
        { stack: "us-east-1" },
      ],
    ],
    configuration: { roles },
    no: ["replica-in-another-region@*"],
  },
  {
    title: "a replica resource without point-in-time recovery",
    resources: [
      [TABLE, "t", { name: "orders", hashKey: "id", pointInTimeRecovery: { enabled: true } }],
      [
        "aws:dynamodb/tableReplica:TableReplica",
        "r",
        { globalTableArn: "arn:aws:dynamodb:us-east-1:111122223333:table/orders" },
        { region: "us-west-2", from: { globalTableArn: ["t"] } },
      ],
    ],
    yes: ["dynamodb-point-in-time-recovery@r"],
    no: ["dynamodb-point-in-time-recovery@t"],
  },
  {
    title: "a global database over two stacks, by its identifier only",
    resources: [
      [
        GLOBAL,
        "g",
        { globalClusterIdentifier: "app", engine: "aurora-postgresql", storageEncrypted: true },
        { stack: "us-east-1" },
      ],
      ...cluster("us-east-1", { globalClusterIdentifier: "app", masterUsername: "root", deletionProtection: true }),
      ...cluster("us-west-2", { globalClusterIdentifier: "app", deletionProtection: true }),
    ],
    configuration: { roles },
    no: ["replica-in-another-region@*", "promotable-replica@*", "replica-key-local@*", "twin-complete@c-us-east-1"],
  },
  {
    title: "a cluster in each region, replicated by nothing",
    resources: [
      ...cluster("us-east-1", { masterUsername: "root" }),
      ...cluster("us-west-2", { masterUsername: "root" }),
    ],
    configuration: { roles },
    yes: ["replica-in-another-region@c-us-east-1"],
  },
  {
    title: "a cluster that replicates another by ARN",
    resources: [
      ...cluster("us-east-1", { masterUsername: "root" }),
      ...cluster("us-west-2", {
        replicationSourceIdentifier: "arn:aws:rds:us-east-1:111122223333:cluster:c-us-east-1",
      }),
    ],
    configuration: { roles },
    no: ["replica-in-another-region@*"],
  },
  {
    title: "a cluster whose backups are copied to the standby region",
    resources: [
      ...cluster("us-east-1", { masterUsername: "root" }),
      [
        "aws:backup/plan:Plan",
        "plan",
        {
          rules: [
            {
              ruleName: "daily",
              targetVaultName: "v",
              copyActions: [{ destinationVaultArn: "arn:aws:backup:us-west-2:111122223333:backup-vault:v" }],
            },
          ],
        },
        { stack: "us-east-1" },
      ],
      [
        "aws:backup/selection:Selection",
        "s",
        { planId: "plan-1", iamRoleArn: "r", resources: ["arn:aws:rds:us-east-1:111122223333:cluster:c-us-east-1"] },
        { stack: "us-east-1", from: { planId: ["plan"], resources: ["c-us-east-1"] } },
      ],
      ["aws:backup/vault:Vault", "v", { name: "v" }, { region: "us-west-2", stack: "us-west-2" }],
    ],
    configuration: { roles },
    no: ["replica-in-another-region@*"],
  },
  {
    title: "a reader in its source's region needs neither backups, nor a second zone, nor its own alarm",
    resources: [
      [
        DATABASE,
        "main",
        {
          identifier: "main",
          engine: "postgres",
          engineVersion: "16.4",
          storageEncrypted: true,
          kmsKeyId: KEY("us-east-1"),
          multiAz: true,
          backupRetentionPeriod: 7,
          deletionProtection: true,
        },
      ],
      [
        DATABASE,
        "reader",
        { replicateSourceDb: "main", instanceClass: "db.r6g.large" },
        { from: { replicateSourceDb: ["main"] } },
      ],
    ],
    no: [
      "rds-backup-enabled@reader",
      "rds-backup-retention@reader",
      "rds-instance-multi-az@reader",
      "promotable-replica@*",
      "lag-alarm@*",
      "replica-in-another-region@*",
    ],
  },
  {
    title: "checkov#4287: an Aurora instance as a plain instance of its cluster",
    resources: [
      [CLUSTER_INSTANCE, "i", { clusterIdentifier: "c", engine: "aurora-mysql", publiclyAccessible: false }],
      ["aws:rds/clusterInstance:ClusterInstance", "i2", { clusterIdentifier: "c", engine: "aurora-mysql" }],
    ],
    no: ["rds-instance-multi-az@*", "rds-storage-encrypted@*", "rds-not-public@*"],
  },
  {
    title: "an alias record that evaluates its target's health needs no health check",
    resources: [
      failover("PRIMARY", {
        aliases: [{ name: "a.us-east-1.elb.amazonaws.com", zoneId: "Z2", evaluateTargetHealth: true }],
      }),
      failover("SECONDARY", {
        aliases: [{ name: "b.us-west-2.elb.amazonaws.com", zoneId: "Z3", evaluateTargetHealth: true }],
      }),
    ],
    no: ["dns-pair@*", "route53-health-check-exists@*", "route53-health-checked-ttl@*"],
  },
  {
    title: "health checks that request no endpoint",
    resources: [
      [HEALTH_CHECK, "calculated", { type: "CALCULATED", childHealthThreshold: 1, childHealthchecks: ["h"] }],
      [
        HEALTH_CHECK,
        "alarm",
        { type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "a", cloudwatchAlarmRegion: "us-east-1" },
      ],
      [
        HEALTH_CHECK,
        "recovery",
        { type: "RECOVERY_CONTROL", routingControlArn: "arn:aws:route53-recovery-control::1:x" },
      ],
    ],
    no: ["health-endpoint@*"],
  },
];
