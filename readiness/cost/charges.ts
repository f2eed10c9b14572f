import { input, listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";

/** What one resource is billed for whether it is used or not. */
export interface Charge {
  readonly service: string;
  readonly item: string;
  /** Of the price table. */
  readonly key: string;
  readonly quantity: number;
  /** Of one of the quantity: for "hour", a month's hours are counted. */
  readonly unit: string;
}

type Meter = (item: Resource, inventory: ResourceGraph) => Charge[];

/** Metrics that EC2's detailed monitoring has for an instance. Source: EC2 User Guide, "List the available CloudWatch metrics". */
const metricsPerInstance = 7;

/** The standing charges, by resource type. */
export const charges: Readonly<Record<string, Meter>> = {
  "aws:autoscaling/group:Group": instances,
  "aws:rds/instance:Instance": database,
  "aws:lb/loadBalancer:LoadBalancer": (item) => [
    { service: "Load balancing", item: "application load balancer", key: "alb", quantity: 1, unit: "hour" },
    ...(input(item, "internal") === true ? [] : [address("load balancer", listInput(item, "subnets").length)]),
  ],
  "awsx:ec2:Vpc": (item) => {
    const zones = numberInput(item, "numberOfAvailabilityZones") ?? 0;
    const strategy = textInput(item, "natGateways.strategy");
    const gateways = { OnePerAz: zones, Single: 1 }[strategy] ?? 0;
    return [
      { service: "Network", item: "NAT gateway", key: "nat", quantity: gateways, unit: "hour" },
      address("NAT gateway", gateways),
    ];
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": (item) =>
    textInput(item, "vpcEndpointType") === "Interface"
      ? [
          {
            service: "Network",
            item: "interface endpoint, a zone",
            key: "endpoint",
            quantity: listInput(item, "subnetIds").length,
            unit: "hour",
          },
        ]
      : [],
  "aws:kms/key:Key": () => [key],
  "aws:kms/replicaKey:ReplicaKey": () => [key],
  "aws:secretsmanager/secret:Secret": (item) => [
    {
      service: "Secrets Manager",
      item: "secret with its replicas",
      key: "secret",
      quantity: 1 + listInput(item, "replicas").length,
      unit: "month",
    },
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": () => [
    { service: "CloudWatch", item: "alarm", key: "alarm", quantity: 1, unit: "month" },
  ],
  "aws:wafv2/webAcl:WebAcl": (item) => [
    { service: "WAF", item: "web ACL", key: "waf:acl", quantity: 1, unit: "month" },
    { service: "WAF", item: "rule", key: "waf:rule", quantity: listInput(item, "rules").length, unit: "month" },
  ],
};

/** Billed by use alone, which no configuration tells: counted as resources, never as money. */
export const billedByUse: Readonly<Record<string, string>> = {
  "aws:cloudfront/distribution:Distribution": "CloudFront",
  "aws:cloudfront/function:Function": "CloudFront",
  "aws:cloudfront/keyValueStore:KeyValueStore": "CloudFront",
  "aws:cloudwatch/eventRule:EventRule": "EventBridge",
  "aws:cloudwatch/logGroup:LogGroup": "CloudWatch Logs",
  "aws:dynamodb/table:Table": "DynamoDB",
  "aws:ec2/flowLog:FlowLog": "CloudWatch Logs",
  "aws:lambda/function:Function": "Lambda",
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": "RDS backup storage",
  "aws:s3/bucket:Bucket": "S3",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "S3",
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": "S3",
  "aws:scheduler/schedule:Schedule": "EventBridge",
  "aws:sfn/stateMachine:StateMachine": "Step Functions",
  "aws:sns/topic:Topic": "SNS",
  "aws:sqs/queue:Queue": "SQS",
};

const key: Charge = { service: "KMS", item: "key", key: "kms:key", quantity: 1, unit: "month" };

function address(of: string, quantity: number): Charge {
  return { service: "Network", item: `public IPv4 address of a ${of}`, key: "public-ipv4", quantity, unit: "hour" };
}

function instances(group: Resource, inventory: ResourceGraph): Charge[] {
  const template = (group.propertyDependencies.launchTemplate ?? [])
    .map((urn) => inventory.at(urn))
    .find((item) => item !== undefined);
  const type = template ? textInput(template, "instanceType") : "";
  const count = numberInput(group, "desiredCapacity") ?? 0;
  const volumes = template ? listInput(template, "blockDeviceMappings") : [];
  const gib = volumes.reduce<number>(
    (sum, volume) => sum + Number((volume as { ebs?: { volumeSize?: unknown } }).ebs?.volumeSize ?? 0),
    0,
  );
  const monitored = template !== undefined && input(template, "monitoring.enabled") === true;
  return [
    { service: "EC2", item: type, key: `ec2:${type}`, quantity: count, unit: "hour" },
    { service: "EC2", item: "gp3 volume, GiB", key: "ebs:gp3", quantity: count * gib, unit: "month" },
    {
      service: "EC2",
      item: "detailed monitoring, metric",
      key: "ec2:detailed-monitoring",
      quantity: monitored ? count * metricsPerInstance : 0,
      unit: "month",
    },
  ];
}

function database(item: Resource): Charge[] {
  const spread = input(item, "multiAz") === true ? "multi-az" : "single-az";
  const kind = textInput(item, "instanceClass");
  const engine = textInput(item, "engine");
  return [
    { service: "RDS", item: `${kind}, ${spread}`, key: `rds:${engine}:${spread}:${kind}`, quantity: 1, unit: "hour" },
    {
      service: "RDS",
      item: `${textInput(item, "storageType")} storage, GiB`,
      key: `rds:storage:${spread}:${textInput(item, "storageType")}`,
      quantity: numberInput(item, "allocatedStorage") ?? 0,
      unit: "month",
    },
  ];
}
