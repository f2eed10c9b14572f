import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const TABLE = "aws:dynamodb/table:Table";
const KEY = "aws:kms/key:Key";
const RECORD = "aws:route53/record:Record";
const HEALTH = "aws:route53/healthCheck:HealthCheck";
const SECRET = "aws:secretsmanager/secret:Secret";
const REPLICA_KEY = "aws:kms/replicaKey:ReplicaKey";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const EAST = "us-east-1";
const WEST = "us-west-2";
const west = { region: WEST } as const;
const arn = (region: string, name: string) => `arn:aws:kms:${region}:111122223333:key/${name}`;
const roles = { roles: { [EAST]: "active", [WEST]: "standby" } };

const failover = (type: string, name: string, more: object = {}): Entry => [
  RECORD,
  `${name}-${type.toLowerCase()}`,
  {
    zoneId: "Z1",
    name,
    type: "A",
    ttl: 60,
    setIdentifier: type,
    failoverRoutingPolicies: [{ type }],
    records: ["203.0.113.1"],
    ...more,
  },
];

const imageOf = (region: string) => ({
  containerDefinitions: JSON.stringify([
    { name: "app", image: `111122223333.dkr.ecr.${region}.amazonaws.com/app@sha256:${"0".repeat(64)}` },
  ]),
});

/** Cases on routing, secrets and networks of several regions. */
export const REGIONAL_ROUTING_CASES: readonly NeighbourCase[] = [
  {
    title: "a standby's task with an image from the active region's registry, and one from its own",
    resources: [
      ["aws:ecs/taskDefinition:TaskDefinition", "foreign", imageOf(EAST), west],
      ["aws:ecs/taskDefinition:TaskDefinition", "own", imageOf(WEST), west],
    ],
    yes: ["image-in-own-region@foreign"],
    no: ["image-in-own-region@own"],
  },
  {
    title: "a failover pair",
    resources: [failover("PRIMARY", "app", { healthCheckId: "hc" }), failover("SECONDARY", "app")],
    no: ["dns-pair@*"],
  },
  {
    title: "a primary record without a health check",
    resources: [failover("PRIMARY", "app"), failover("SECONDARY", "app")],
    yes: ["dns-pair@app-primary"],
  },
  {
    title: "failover records with a long TTL",
    resources: [
      failover("PRIMARY", "app", { healthCheckId: "hc", ttl: 300 }),
      failover("SECONDARY", "app", { ttl: 300 }),
    ],
    yes: ["dns-pair@app-primary", "dns-pair@app-secondary"],
  },
  {
    title: "half a failover pair in one stack",
    resources: [failover("PRIMARY", "app", { healthCheckId: "hc" })],
    no: ["dns-pair@*"],
    undecided: ["dns-pair"],
  },
  {
    title: "a health check of a site that no record fails over",
    resources: [[HEALTH, "h", { type: "HTTP", fqdn: "www.example.com", resourcePath: "/", port: 80 }]],
    no: ["health-endpoint@h"],
  },
  {
    title: "a slow health check of a failover record",
    resources: [
      [
        HEALTH,
        "h",
        {
          type: "HTTPS",
          fqdn: "us-east-1.example.com",
          resourcePath: "/health",
          failureThreshold: 3,
          requestInterval: 30,
        },
      ],
      failover("PRIMARY", "app", { healthCheckId: "h-1" }),
      failover("SECONDARY", "app"),
    ],
    yes: ["health-endpoint@h"],
  },
  {
    title: "an origin group over two buckets of one region",
    resources: [
      [
        DISTRIBUTION,
        "d",
        {
          origins: ["a", "b"].map((originId) => ({ originId, domainName: `${originId}.s3.us-east-1.amazonaws.com` })),
          originGroups: [
            {
              originId: "g",
              failoverCriteria: { statusCodes: [500, 502, 503, 504] },
              members: [{ originId: "a" }, { originId: "b" }],
            },
          ],
          defaultCacheBehavior: {
            targetOriginId: "g",
            allowedMethods: ["GET", "HEAD"],
            viewerProtocolPolicy: "https-only",
          },
        },
      ],
    ],
    yes: ["origin-group-spans-regions@d"],
  },
  {
    title: "writes to an origin group",
    resources: [
      [
        DISTRIBUTION,
        "d",
        {
          origins: ["us-east-1", "us-west-2"].map((originId) => ({ originId, domainName: `${originId}.example.com` })),
          originGroups: [
            {
              originId: "g",
              failoverCriteria: { statusCodes: [500, 502, 503, 504] },
              members: [{ originId: "us-east-1" }, { originId: "us-west-2" }],
            },
          ],
          defaultCacheBehavior: {
            targetOriginId: "g",
            allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
            viewerProtocolPolicy: "https-only",
          },
        },
      ],
    ],
    yes: ["no-writes-through-origin-group@d"],
    no: ["origin-group-spans-regions@d"],
  },
  {
    title: "a secret of the active region that is not replicated",
    resources: [
      [SECRET, "s", { kmsKeyId: arn(EAST, "ke"), tags: { "redoubt:role": "active", "redoubt:region": EAST } }],
      [SECRET, "t", { tags: { "redoubt:role": "standby", "redoubt:region": WEST } }, west],
    ],
    yes: ["secret-replicated@s"],
  },
  {
    title: "a secret in a stack of one region",
    resources: [[SECRET, "s", { kmsKeyId: arn(EAST, "ke") }]],
    no: ["secret-replicated@*", "multi-region-key-paired@*"],
  },
  {
    title: "a secret's replica under the first region's key",
    resources: [[SECRET, "s", { kmsKeyId: arn(EAST, "ke"), replicas: [{ region: WEST, kmsKeyId: arn(EAST, "ke") }] }]],
    yes: ["secret-replicated@s"],
  },
  {
    title: "a replica key with another policy",
    resources: [
      [
        KEY,
        "k",
        {
          multiRegion: true,
          policy: JSON.stringify({
            Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::1:root" }, Action: "kms:*", Resource: "*" }],
          }),
        },
        { outputs: { arn: arn(EAST, "mrk-1") } },
      ],
      [
        REPLICA_KEY,
        "r",
        { primaryKeyArn: arn(EAST, "mrk-1"), policy: JSON.stringify({ Statement: [] }) },
        { ...west, from: { primaryKeyArn: ["k"] } },
      ],
    ],
    yes: ["multi-region-key-paired@k"],
  },
  {
    title: "networks of two regions that overlap",
    resources: [
      ["aws:ec2/vpc:Vpc", "a", { cidrBlock: "10.0.0.0/16" }],
      ["aws:ec2/vpc:Vpc", "b", { cidrBlock: "10.0.128.0/17" }, west],
    ],
    configuration: roles,
    yes: ["networks-disjoint@b"],
  },
  {
    title: "networks of one region may overlap",
    resources: [
      ["aws:ec2/vpc:Vpc", "a", { cidrBlock: "10.0.0.0/16" }],
      ["aws:ec2/vpc:Vpc", "b", { cidrBlock: "10.0.0.0/16" }],
    ],
    no: ["networks-disjoint@*"],
  },
  {
    title: "roles by stack",
    resources: [
      [TABLE, "orders", { name: "orders" }, { stack: "prod" }],
      [TABLE, "orders", { name: "orders" }, { stack: "dr", region: WEST }],
    ],
    configuration: { roles: { prod: "active", dr: "standby" } },
    yes: ["replica-in-another-region@orders"],
  },
];
