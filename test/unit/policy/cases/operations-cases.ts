import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const DATABASE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";

/** Cases on backups, alarms, APIs and networks. */
export const OPERATIONS_CASES: readonly NeighbourCase[] = [
  {
    title: "a selection of every RDS instance does not cover a cluster",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql" }],
      [DATABASE, "d", { engine: "mysql" }],
      ["aws:backup/selection:Selection", "s", { planId: "p", resources: ["arn:aws:rds:*:*:db:*"] }],
    ],
    yes: ["rds-in-backup-plan@c"],
    no: ["rds-in-backup-plan@d"],
  },
  {
    title: "a selection of every file system",
    resources: [
      ["aws:efs/fileSystem:FileSystem", "f", { encrypted: true }],
      [
        "aws:backup/selection:Selection",
        "s",
        { planId: "p", resources: ["arn:aws:elasticfilesystem:*:*:file-system/*"] },
      ],
    ],
    no: ["efs-backed-up@f"],
  },
  {
    title: "a selection by a pattern of names",
    resources: [
      [
        "aws:dynamodb/table:Table",
        "t",
        { name: "prod-orders" },
        { outputs: { arn: "arn:aws:dynamodb:us-east-1:111122223333:table/prod-orders" } },
      ],
      ["aws:backup/selection:Selection", "s", { planId: "p", resources: ["arn:aws:dynamodb:*:*:table/prod-*"] }],
    ],
    no: ["dynamodb-in-backup-plan@t"],
  },
  {
    title: "a selection by a tag that the resource lacks",
    resources: [
      [DATABASE, "d", { engine: "mysql", tags: { backup: "no" } }],
      [
        "aws:backup/selection:Selection",
        "s",
        { planId: "p", selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "yes" }] },
      ],
    ],
    yes: ["rds-in-backup-plan@d"],
  },
  {
    title: "an alarm that only feeds a composite alarm",
    resources: [
      ["aws:cloudwatch/metricAlarm:MetricAlarm", "m", { name: "slow" }],
      [
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "c",
        {
          alarmName: "both",
          alarmRule: 'ALARM("slow") AND ALARM("busy")',
          alarmActions: ["arn:aws:sns:us-east-1:1:t"],
        },
      ],
    ],
    no: ["alarm-has-actions@m"],
  },
  {
    title: "only the connect route of a WebSocket API can be authorized",
    resources: [
      ["aws:apigatewayv2/api:Api", "api", { protocolType: "WEBSOCKET" }],
      [
        "aws:apigatewayv2/route:Route",
        "connect",
        { apiId: "api-1", routeKey: "$connect", authorizationType: "AWS_IAM" },
        { from: { apiId: ["api"] } },
      ],
      [
        "aws:apigatewayv2/route:Route",
        "message",
        { apiId: "api-1", routeKey: "$default" },
        { from: { apiId: ["api"] } },
      ],
    ],
    no: ["api-authorized@*"],
  },
  {
    title: "an open route of an HTTP API",
    resources: [
      ["aws:apigatewayv2/api:Api", "api", { protocolType: "HTTP" }],
      ["aws:apigatewayv2/route:Route", "r", { apiId: "api-1", routeKey: "GET /orders" }, { from: { apiId: ["api"] } }],
    ],
    yes: ["api-authorized@r"],
  },
  {
    title: "a regional NAT gateway",
    resources: [
      ["aws:ec2/natGateway:NatGateway", "n", { availabilityMode: "regional", vpcId: "vpc-1" }],
      [
        "aws:ec2/routeTable:RouteTable",
        "a",
        { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "n-1" }] },
        { from: { routes: ["n"] } },
      ],
      [
        "aws:ec2/routeTable:RouteTable",
        "b",
        { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "n-1" }] },
        { from: { routes: ["n"] } },
      ],
    ],
    no: ["nat-gateway-per-az@n"],
  },
  {
    title: "a NAT gateway for each zone",
    resources: ["a", "b"].flatMap((zone): Entry[] => [
      ["aws:ec2/natGateway:NatGateway", `n${zone}`, { subnetId: `s${zone}` }],
      [
        "aws:ec2/routeTable:RouteTable",
        `t${zone}`,
        { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: `n${zone}-1` }] },
        { from: { routes: [`n${zone}`] } },
      ],
    ]),
    no: ["nat-gateway-per-az@*"],
  },
  {
    title: "a task with a public address",
    resources: [
      ["aws:ecs/service:Service", "s", { networkConfiguration: { subnets: ["a", "b"], assignPublicIp: true } }],
    ],
    yes: ["ecs-service-no-public-ip@s"],
  },
  {
    title: "a DNS record of a public address in a private zone",
    resources: [
      ["aws:route53/zone:Zone", "z", { name: "internal.example.com", vpcs: [{ vpcId: "vpc-1" }] }],
      [
        "aws:route53/record:Record",
        "r",
        { zoneId: "z-1", name: "a", type: "A", ttl: 60, records: ["198.51.100.7"] },
        { from: { zoneId: ["z"] } },
      ],
    ],
    no: ["route53-query-log@z"],
  },
];
