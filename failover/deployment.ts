import { z } from "zod";
import type { FailoverSettings } from "./run/plan";

const text = z.string().min(1);

/** Values by region. */
export const byRegion = z.record(z.string(), text);

/** Outputs of the global stack that a failover uses. */
export const globalResources = z.object({
  /** ARN of the S3 Multi-Region Access Point. */
  accessPointArn: text,
  /** Identifier of the global cluster of an Aurora Global Database; absent for RDS. */
  globalDatabase: text.optional(),
  leaseTableName: text,
  /** ARN of the CloudFront KeyValueStore that the edge's router reads. */
  routingStoreArn: text,
  /** Name of the sentinel's function, the same in every region. */
  sentinelFunctionName: text,
  /** ARN of each region's replica of the database credentials. A controller has its own region's only. */
  secretArns: byRegion,
});

const capacity = z.object({ minimum: z.number(), desired: z.number() });

/** Outputs of a region's stack that a failover uses. */
export const regionResources = z.object({
  /** ARN of the SNS topic for alarms and notifications. */
  alarmTopicArn: text,
  /** Identifier of the RDS instance or Aurora cluster. */
  databaseIdentifier: text,
  /** Instances of the Aurora cluster: their number in the active role, and what a failover creates them with. Absent for RDS. */
  databaseInstances: z.object({ active: z.number(), engine: text, class: text, parameterGroup: text }).optional(),
  /** ARN of the controller's state machine. A controller's own deployment does not have it. */
  failoverStateMachineArn: text.optional(),
  /** Auto Scaling groups, each with its capacity in the active role. */
  groups: z.array(z.object({ name: text, active: capacity })),
  /** ECS services, each with its number of tasks in the active role; absent where no tier is on Fargate. */
  services: z.array(z.object({ cluster: text, name: text, active: capacity })).optional(),
});

const region = z.object({
  /** CIDR range of the network that the program made; its access to the database is closed when the region is fenced. */
  cidr: text.optional(),
  /** Ids of an existing network, in place of its range. */
  network: z.object({ vpcId: text, databaseSubnetIds: z.array(text) }).optional(),
  /** Absent if the region is not deployed, and for other regions in a controller's deployment. */
  resources: regionResources.optional(),
  /** Whether the region was given up: it is fenced, and cannot become active. */
  abandoned: z.boolean().optional(),
  /** Why `resources` are absent although the region is deployed. */
  fault: z.string().optional(),
});

/**
 * The deployed system as a failover needs it, as plain JSON. The command line builds it from the stacks' outputs; each controller
 * function gets it in its environment. A field from a stack's output has the output's name.
 */
export const deploymentSchema = globalResources.extend({
  /** Name of the Pulumi project. Its resources have it as a tag, by which a network is found. */
  project: text,
  /** By region: the active region, its standbys, quarantined and abandoned regions. */
  regions: z.record(z.string(), region),
  /** Regions that are not called, because an operator named them as lost. Absent in a controller's deployment. */
  lost: z.array(text).optional(),
  /** The three regions of the lease table, without those that are lost. */
  leaseRegions: z.array(text),
  /** The edge's URL, such as https://example.com. Every probe uses it. */
  url: text,
  /** TCP port of the databases. */
  databasePort: z.number(),
  settings: z.custom<FailoverSettings>(),
});

export type Deployment = z.infer<typeof deploymentSchema>;
export type RegionDeployment = z.infer<typeof region>;
export type RegionResources = z.infer<typeof regionResources>;
