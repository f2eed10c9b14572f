import { z } from "zod";
import { KNOWN_REGIONS } from "../aws/regions";
import { MAX_ZONES } from "../cidr";
import { DEFAULTS } from "../defaults";

/** A region that the AWS provider knows. */
export const region = z.enum(KNOWN_REGIONS as [string, ...string[]]);

const stackName = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "must be lower-case letters, digits and hyphens" });

const vpcId = z.string().regex(/^vpc-[0-9a-f]+$/, { error: "must be the id of a VPC such as vpc-0123456789abcdef0" });
const subnetIds = z
  .array(
    z.string().regex(/^subnet-[0-9a-f]+$/, { error: "must be the id of a subnet such as subnet-0123456789abcdef0" }),
  )
  .min(2);
const keyArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+$/, { error: "must be the ARN of a KMS key" });
const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "must be the name of a bucket" });

/** Services with an endpoint that the program can add to an existing network. */
export const ENDPOINT_SERVICES = [
  "ssm",
  "ssmmessages",
  "ec2messages",
  "secretsmanager",
  "kms",
  "logs",
  "s3-global",
  "s3",
  "dynamodb",
  "ecr.api",
  "ecr.dkr",
] as const;

/** An existing network of a region. */
const existingNetwork = z.strictObject({
  vpcId: vpcId.describe(
    "existing VPC of the region, in place of `cidr`; it is not changed, except for `network.endpoints`",
  ),
  publicSubnetIds: subnetIds.describe(
    "its subnets for the public load balancer, in at least two zones, with a route to the internet",
  ),
  applicationSubnetIds: subnetIds.describe(
    "its subnets for the instances and the internal load balancer, in at least two zones, with a route to the internet through NAT",
  ),
  databaseSubnetIds: subnetIds.describe(
    "its subnets for the database, in at least two zones; a fence closes the database's port in their network ACLs",
  ),
  endpoints: z
    .array(z.enum(ENDPOINT_SERVICES))
    .default([])
    .describe(
      "services for which endpoints are added to it; `redoubt adopt` and `redoubt preview` list those that it lacks",
    ),
});

/** By what a fence finds an existing network. */
const fencedNetwork = existingNetwork.pick({ vpcId: true, databaseSubnetIds: true });

/** A region that was given up: one that hosted a tier, or a third site. */
export const abandonedEntry = z.strictObject({
  stack: stackName.optional().describe("name that this region's stack had; a third site had none"),
  cidr: z.string().optional().describe("range of the network that remains in the region, by which it is fenced"),
  network: fencedNetwork
    .optional()
    .describe("ids of the existing network that remains in the region, in place of `cidr`"),
});

const zoneName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/);

/** One region of the topology. */
export const regionEntry = z.strictObject({
  stack: stackName.describe("name of this region's stack"),
  cidr: z
    .string()
    .optional()
    .describe(
      "the network's range: private, /16 to /22, without overlap with another region's range; required without `network`",
    ),
  network: existingNetwork.optional().describe("existing network of the region (docs/adopt.md)"),
  bucket: bucketName
    .optional()
    .describe("existing bucket that becomes the region's member of the replicated set (docs/adopt.md)"),
  bucketKeyArn: keyArn
    .optional()
    .describe("key under which the objects of `bucket` are encrypted, by default S3's own keys"),
  logBucket: bucketName
    .optional()
    .describe("existing bucket of the region for access logs, whose policy permits deliveries, in place of a new one"),
  zones: z
    .union([z.int().min(2).max(MAX_ZONES), z.array(zoneName).min(2).max(MAX_ZONES)], {
      error: `use a number of zones from 2 to ${MAX_ZONES}, or a list of their names such as [us-east-1a, us-east-1b]`,
    })
    .default(DEFAULTS.zones)
    .describe("number of availability zones, 2 to 4, or a list of their names, which keeps them whatever else changes"),
  database: z
    .strictObject({
      generation: z
        .int()
        .min(1)
        .default(DEFAULTS.generation)
        .describe("increase by one to rebuild this region's database as a new replica"),
      existing: z
        .string()
        .regex(/^[a-z](-?[a-z0-9])*$/, { error: "must be the identifier of a DB instance such as orders" })
        .optional()
        .describe(
          "identifier of an existing DB instance that is adopted as the active region's first database; its settings are not changed (docs/adopt.md)",
        ),
      version: z
        .string()
        .optional()
        .describe(
          "engine version of this region's database while it differs from `database.version` in a major upgrade",
        ),
    })
    .prefault({}),
});
