import { input, listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import {
  AUTOSCALING_GROUP,
  AWSX_VPC,
  CLOUDFRONT_DISTRIBUTION,
  CLOUDFRONT_FUNCTION,
  CLOUDFRONT_KEY_VALUE_STORE,
  CLOUDWATCH_EVENT_RULE,
  CLOUDWATCH_LOG_GROUP,
  CLOUDWATCH_METRIC_ALARM,
  DYNAMODB_TABLE,
  EC2_FLOW_LOG,
  EC2_VPC_ENDPOINT,
  ECS_SERVICE,
  KMS_KEY,
  KMS_REPLICA_KEY,
  LAMBDA_FUNCTION,
  LB_LOAD_BALANCER,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_INSTANCE,
  RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION,
  S3_BUCKET,
  S3_BUCKET_REPLICATION_CONFIG,
  S3CONTROL_MULTI_REGION_ACCESS_POINT,
  SCHEDULER_SCHEDULE,
  SECRETSMANAGER_SECRET,
  SFN_STATE_MACHINE,
  SNS_TOPIC,
  SQS_QUEUE,
  WAFV2_WEB_ACL,
} from "../../resources/types";

/** A charge for a resource that does not depend on usage. */
export interface Charge {
  readonly service: string;
  readonly item: string;
  /** Key in the price table. */
  readonly key: string;
  readonly quantity: number;
  /** Billing unit; "hour" is billed for every hour of a month. */
  readonly unit: string;
}

type ChargesOf = (item: Resource, inventory: ResourceGraph) => Charge[];

/** Metrics of EC2 detailed monitoring per instance. Source: EC2 User Guide, "List the available CloudWatch metrics". */
const METRICS_PER_INSTANCE = 7;

/** Standing charges by resource type. */
export const CHARGES: Readonly<Record<string, ChargesOf>> = {
  [AUTOSCALING_GROUP]: instances,
  [ECS_SERVICE]: tasks,
  [RDS_INSTANCE]: database,
  [RDS_CLUSTER_INSTANCE]: clusterInstance,
  [LB_LOAD_BALANCER]: (item) => [
    { service: "Load balancing", item: "application load balancer", key: "alb", quantity: 1, unit: "hour" },
    ...(input(item, "internal") === true ? [] : [address("load balancer", listInput(item, "subnets").length)]),
  ],
  [AWSX_VPC]: (item) => {
    const zones = listInput(item, "availabilityZoneNames").length;
    const strategy = textInput(item, "natGateways.strategy");
    const gateways = { OnePerAz: zones, Single: 1 }[strategy] ?? 0;
    return [
      { service: "Network", item: "NAT gateway", key: "nat", quantity: gateways, unit: "hour" },
      address("NAT gateway", gateways),
    ];
  },
  [EC2_VPC_ENDPOINT]: (item) =>
    textInput(item, "vpcEndpointType") === "Interface"
      ? [
          {
            service: "Network",
            item: "interface endpoint, per zone",
            key: "endpoint",
            quantity: listInput(item, "subnetIds").length,
            unit: "hour",
          },
        ]
      : [],
  [KMS_KEY]: () => [KEY_CHARGE],
  [KMS_REPLICA_KEY]: () => [KEY_CHARGE],
  [SECRETSMANAGER_SECRET]: (item) => [
    {
      service: "Secrets Manager",
      item: "secret, with replicas",
      key: "secret",
      quantity: 1 + listInput(item, "replicas").length,
      unit: "month",
    },
  ],
  [CLOUDWATCH_METRIC_ALARM]: () => [{ service: "CloudWatch", item: "alarm", key: "alarm", quantity: 1, unit: "month" }],
  [WAFV2_WEB_ACL]: (item) => [
    { service: "WAF", item: "web ACL", key: "waf:acl", quantity: 1, unit: "month" },
    { service: "WAF", item: "rule", key: "waf:rule", quantity: listInput(item, "rules").length, unit: "month" },
  ],
};

/** Types billed by usage only, which the configuration does not determine: the resources are counted, the cost is not. */
export const BILLED_BY_USE: Readonly<Record<string, string>> = {
  [CLOUDFRONT_DISTRIBUTION]: "CloudFront",
  [CLOUDFRONT_FUNCTION]: "CloudFront",
  [CLOUDFRONT_KEY_VALUE_STORE]: "CloudFront",
  [CLOUDWATCH_EVENT_RULE]: "EventBridge",
  [CLOUDWATCH_LOG_GROUP]: "CloudWatch Logs",
  [DYNAMODB_TABLE]: "DynamoDB",
  [EC2_FLOW_LOG]: "CloudWatch Logs",
  [LAMBDA_FUNCTION]: "Lambda",
  [RDS_CLUSTER]: "Aurora storage, I/O and replicated writes",
  [RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION]: "RDS backup storage",
  [S3_BUCKET]: "S3",
  [S3_BUCKET_REPLICATION_CONFIG]: "S3",
  [S3CONTROL_MULTI_REGION_ACCESS_POINT]: "S3",
  [SCHEDULER_SCHEDULE]: "EventBridge",
  [SFN_STATE_MACHINE]: "Step Functions",
  [SNS_TOPIC]: "SNS",
  [SQS_QUEUE]: "SQS",
};

const KEY_CHARGE: Charge = { service: "KMS", item: "key", key: "kms:key", quantity: 1, unit: "month" };

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
      quantity: monitored ? count * METRICS_PER_INSTANCE : 0,
      unit: "month",
    },
  ];
}

/** CPU units of one vCPU, and MiB of one GB, as Fargate bills them. */
const PER_UNIT = 1024;

/** Tasks of a service on Fargate, by the processor architecture of their task definition. */
function tasks(service: Resource, inventory: ResourceGraph): Charge[] {
  const task = (service.propertyDependencies.taskDefinition ?? [])
    .map((urn) => inventory.at(urn))
    .find((item) => item !== undefined);
  if (task === undefined || textInput(service, "launchType") !== "FARGATE") return [];
  const architecture = input(task, "runtimePlatform.cpuArchitecture") === "ARM64" ? "arm64" : "x86_64";
  const count = numberInput(service, "desiredCount") ?? 0;
  const perTask = (property: string) => Number(input(task, property) ?? 0) / PER_UNIT;
  const charge = (kind: string, item: string, property: string): Charge => ({
    service: "Fargate",
    item: `${item}, ${architecture}`,
    key: `fargate:${kind}:${architecture}`,
    quantity: count * perTask(property),
    unit: "hour",
  });
  return [charge("vcpu", "vCPU", "cpu"), charge("memory", "memory, GB", "memory")];
}

function database(item: Resource): Charge[] {
  return rdsInstanceCharges({
    engine: textInput(item, "engine"),
    instanceClass: textInput(item, "instanceClass"),
    multiAz: input(item, "multiAz") === true,
    storageType: textInput(item, "storageType"),
    storageGiB: numberInput(item, "allocatedStorage") ?? 0,
  });
}

/** Charges of an RDS instance with its storage. */
export function rdsInstanceCharges(size: {
  readonly engine: string;
  readonly instanceClass: string;
  readonly multiAz: boolean;
  readonly storageType: string;
  readonly storageGiB: number;
}): Charge[] {
  const { engine, instanceClass, storageGiB, storageType } = size;
  const spread = size.multiAz ? "multi-az" : "single-az";
  return [
    {
      service: "RDS",
      item: `${instanceClass}, ${spread}`,
      key: `rds:${engine}:${spread}:${instanceClass}`,
      quantity: 1,
      unit: "hour",
    },
    {
      service: "RDS",
      item: `${storageType} storage, GiB`,
      key: `rds:storage:${spread}:${storageType}`,
      quantity: storageGiB,
      unit: "month",
    },
  ];
}

function clusterInstance(item: Resource, inventory: ResourceGraph): Charge[] {
  const cluster = inventory.ofType(RDS_CLUSTER).find(({ stackRegion }) => stackRegion === item.stackRegion);
  return [
    auroraInstanceCharge({
      engine: textInput(item, "engine"),
      instanceClass: textInput(item, "instanceClass"),
      instances: 1,
      minimumUnits: cluster && numberInput(cluster, "serverlessv2ScalingConfiguration.minCapacity"),
    }),
  ];
}

/** Charge of the instances of an Aurora cluster; of Aurora Serverless v2, of its least capacity. */
export function auroraInstanceCharge(size: {
  readonly engine: string;
  readonly instanceClass: string;
  readonly instances: number;
  readonly minimumUnits: number | undefined;
}): Charge {
  const { engine, instanceClass, instances, minimumUnits } = size;
  if (instanceClass === "db.serverless") {
    const quantity = instances * (minimumUnits ?? 0);
    return { service: "Aurora", item: "capacity unit, at least", key: "aurora:acu", quantity, unit: "hour" };
  }
  return {
    service: "Aurora",
    item: instanceClass,
    key: `aurora:${engine}:${instanceClass}`,
    quantity: instances,
    unit: "hour",
  };
}
