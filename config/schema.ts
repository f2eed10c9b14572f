import { types } from "@pulumi/aws";
import { z } from "zod";

/** Every region that the AWS provider knows. */
export const knownRegions: readonly string[] = Object.values(types.enums.Region);

const region = z.enum(knownRegions as [string, ...string[]]);
const cidr = z.string();
const stackName = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "must be lower-case letters, digits and hyphens" });
const hostname = z
  .string()
  .regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: "must be a domain name such as example.com" });
const window = (form: string, pattern: RegExp) =>
  z.string().regex(pattern, { error: `must have the form ${form}, UTC` });

const capacity = z.strictObject({
  minimum: z.int().min(0),
  desired: z.int().min(0),
  maximum: z.int().min(1),
});

/** Sizes of one group: what it runs in the active role and what it keeps warm in the standby role. */
const tier = (standby: number) =>
  z.strictObject({
    instanceType: z
      .string()
      .default("m6g.large")
      .describe("EC2 instance type; its processor decides which Amazon Linux is taken"),
    active: capacity.default({ minimum: 2, desired: 4, maximum: 12 }).describe("instances in the active role"),
    standby: capacity
      .default({ minimum: standby, desired: standby, maximum: 12 })
      .describe("instances in the standby role; the maximum at least the active role's desired number"),
    userData: z
      .string()
      .optional()
      .describe("file with the instances' user data, relative to the project; a small default serves /healthz"),
  });

const regionEntry = z.strictObject({
  stack: stackName.describe("the stack that holds this region's tier"),
  cidr: cidr.describe("the network's range: private, /16 to /22, no overlap with another region's"),
  zones: z.int().min(2).max(4).default(2).describe("availability zones, 2 to 4"),
  database: z
    .strictObject({
      generation: z
        .int()
        .min(1)
        .default(1)
        .describe("raised by one to rebuild this region's database as a new replica"),
    })
    .prefault({}),
});

/** The keys under `redoubt:` in Pulumi.yaml, with their defaults; each description is the README table's text. */
export const configSchema = z.strictObject({
  domain: hostname.describe("the public domain; www is served beside it"),
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]+$/, { error: "must be a Route 53 hosted zone id such as Z0123456789EXAMPLE" })
    .optional()
    .describe("the domain's public hosted zone; looked up by the domain where absent"),
  activeRegion: region.describe("the region that takes writes; every other one is standby"),
  quarantined: z
    .array(region)
    .default([])
    .describe("regions whose database is an old primary, left behind by a failover: untouched and without traffic"),
  homeRegion: region.describe(
    "the region where the multi-Region key and the credentials are made, whatever its role; chosen once: another would replace them",
  ),
  leaseRegions: z
    .array(region)
    .describe(
      "three regions of one DynamoDB strong-consistency set; the first that hosts no tier is the third site, and can host none later",
    ),
  regions: z.partialRecord(region, regionEntry).describe("the topology: a region's stack, network range and zones"),
  routing: z
    .enum(["function", "origin-group"])
    .default("function")
    .describe("function: a CloudFront Function sends writes to the active region; origin-group: reads only"),
  trigger: z
    .enum(["manual", "automatic"])
    .default("manual")
    .describe("who starts a failover: a person, or the alarms after a quorum of probes"),
  lease: z
    .strictObject({
      seconds: z.int().min(10).max(300).default(30).describe("how long a region may write on its last renewal"),
      onSilence: z
        .enum(["refuse", "serve"])
        .default("refuse")
        .describe("what an instance does when no lease region answers; automatic triggers demand refuse"),
    })
    .prefault({}),
  network: z
    .strictObject({
      standbyNat: z
        .enum(["per-zone", "single"])
        .default("per-zone")
        .describe("NAT gateways of a standby region; the active one always has one a zone"),
      flowLogDays: z.int().min(1).default(365).describe("days that flow logs are kept"),
    })
    .prefault({}),
  web: tier(2).prefault({}).describe("the web tier"),
  application: tier(2).prefault({}).describe("the application tier"),
  database: z
    .strictObject({
      engine: z.enum(["postgres", "mysql", "mariadb"]).default("postgres").describe("RDS engine"),
      version: z.string().default("17").describe("engine version; a major version follows its minor ones"),
      instanceClass: z.string().default("db.m6g.large").describe("RDS instance class, the same in every region"),
      storageGiB: z.int().min(20).max(65536).default(100).describe("storage at creation, GiB"),
      maximumStorageGiB: z.int().min(20).max(65536).default(1000).describe("limit of storage autoscaling, GiB"),
      retentionDays: z.int().min(1).max(35).default(14).describe("days that automated backups are kept, 1 to 35"),
      backupWindow: window("hh:mm-hh:mm", /^\d\d:\d\d-\d\d:\d\d$/)
        .default("07:00-08:00")
        .describe("daily backup window, UTC"),
      maintenanceWindow: window("ddd:hh:mm-ddd:hh:mm", /^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/)
        .default("sun:09:00-sun:10:00")
        .describe("weekly maintenance window, UTC"),
      lagLimitSeconds: z
        .int()
        .min(1)
        .default(60)
        .describe("replica lag above which the alarm fires and a promotion is refused, seconds"),
      name: z.string().default("application").describe("the database's name"),
      username: z.string().default("redoubt").describe("the master user's name"),
    })
    .prefault({})
    .describe("the replicated database"),
  edge: z
    .strictObject({
      priceClass: z
        .enum(["PriceClass_All", "PriceClass_200", "PriceClass_100"])
        .default("PriceClass_All")
        .describe("which of CloudFront's edges serve"),
      allowedCountries: z
        .array(z.string().regex(/^[A-Z]{2}$/, { error: "must be a two-letter country code" }))
        .default([])
        .describe("countries that are served; empty serves all"),
      requestsPerFiveMinutes: z.int().min(100).default(2000).describe("rate limit of one address"),
    })
    .prefault({})
    .describe("the edge"),
  breakGlassCidrs: z
    .array(cidr)
    .default([])
    .describe("ranges that reach the instances by EC2 Instance Connect Endpoint; empty keeps it closed"),
  objective: z
    .strictObject({
      rtoMinutes: z.number().positive().default(60).describe("recovery time objective, minutes"),
      rpoMinutes: z.number().positive().default(5).describe("recovery point objective, minutes"),
      decisionMinutes: z
        .number()
        .min(0)
        .default(15)
        .describe("minutes that people have to decide on a failover, with a manual trigger"),
    })
    .prefault({}),
  protect: z
    .boolean()
    .default(true)
    .describe("guard what holds data against deletion; false only for a stack that is to be torn down"),
  tags: z.record(z.string(), z.string()).default({}).describe("tags for every resource beside Redoubt's own"),
});

/** The configuration of all stacks, checked, with defaults filled in. */
export interface RedoubtConfig extends Omit<z.infer<typeof configSchema>, "regions"> {
  readonly regions: Readonly<Record<string, RegionConfig>>;
}
export type RegionConfig = z.infer<typeof regionEntry>;
export type TierConfig = RedoubtConfig["web"];
