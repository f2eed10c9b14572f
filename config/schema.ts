import { types } from "@pulumi/aws";
import { z } from "zod";
import { DEFAULTS } from "./defaults";

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
const tier = z.strictObject({
  instanceType: z
    .string()
    .default(DEFAULTS.tier.instanceType)
    .describe("EC2 instance type; its processor decides which Amazon Linux is taken"),
  active: capacity.default(DEFAULTS.tier.active).describe("instances in the active role"),
  standby: capacity
    .default(DEFAULTS.tier.standby)
    .describe("instances in the standby role; the maximum at least the active role's desired number"),
  userData: z
    .string()
    .optional()
    .describe("file with the instances' user data, relative to the project; a small default serves /healthz"),
});

const regionEntry = z.strictObject({
  stack: stackName.describe("the stack that holds this region's tier"),
  cidr: cidr.describe("the network's range: private, /16 to /22, no overlap with another region's"),
  zones: z.int().min(2).max(4).default(DEFAULTS.zones).describe("availability zones, 2 to 4"),
  database: z
    .strictObject({
      generation: z
        .int()
        .min(1)
        .default(DEFAULTS.generation)
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
    .default(DEFAULTS.routing)
    .describe("function: a CloudFront Function sends writes to the active region; origin-group: reads only"),
  trigger: z
    .enum(["manual", "automatic"])
    .default(DEFAULTS.trigger)
    .describe("who starts a failover: a person, or the alarms after a quorum of probes"),
  lease: z
    .strictObject({
      seconds: z
        .int()
        .min(10)
        .max(300)
        .default(DEFAULTS.lease.seconds)
        .describe("how long a region may write on its last renewal"),
      onSilence: z
        .enum(["refuse", "serve"])
        .default(DEFAULTS.lease.onSilence)
        .describe("what an instance does when no lease region answers; automatic triggers demand refuse"),
    })
    .prefault({}),
  network: z
    .strictObject({
      standbyNat: z
        .enum(["per-zone", "single"])
        .default(DEFAULTS.network.standbyNat)
        .describe("NAT gateways of a standby region; the active one always has one a zone"),
    })
    .prefault({}),
  web: tier.prefault({}).describe("the web tier"),
  application: tier.prefault({}).describe("the application tier"),
  database: z
    .strictObject({
      engine: z.enum(["postgres", "mysql", "mariadb"]).default(DEFAULTS.database.engine).describe("RDS engine"),
      version: z
        .string()
        .default(DEFAULTS.database.version)
        .describe("engine version; a major version follows its minor ones"),
      instanceClass: z
        .string()
        .default(DEFAULTS.database.instanceClass)
        .describe("RDS instance class, the same in every region"),
      storageGiB: z.int().min(20).max(65536).default(DEFAULTS.database.storageGiB).describe("storage at creation, GiB"),
      maximumStorageGiB: z
        .int()
        .min(20)
        .max(65536)
        .default(DEFAULTS.database.maximumStorageGiB)
        .describe("limit of storage autoscaling, GiB"),
      retentionDays: z
        .int()
        .min(1)
        .max(35)
        .default(DEFAULTS.database.retentionDays)
        .describe("days that automated backups are kept, 1 to 35"),
      backupWindow: window("hh:mm-hh:mm", /^\d\d:\d\d-\d\d:\d\d$/)
        .default(DEFAULTS.database.backupWindow)
        .describe("daily backup window, UTC"),
      maintenanceWindow: window("ddd:hh:mm-ddd:hh:mm", /^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/)
        .default(DEFAULTS.database.maintenanceWindow)
        .describe("weekly maintenance window, UTC"),
      lagLimitSeconds: z
        .int()
        .min(1)
        .default(DEFAULTS.database.lagLimitSeconds)
        .describe("replica lag above which the alarm fires and a promotion is refused, seconds"),
      name: z.string().default(DEFAULTS.database.name).describe("the database's name"),
      username: z.string().default(DEFAULTS.database.username).describe("the master user's name"),
    })
    .prefault({})
    .describe("the replicated database"),
  edge: z
    .strictObject({
      priceClass: z
        .enum(["PriceClass_All", "PriceClass_200", "PriceClass_100"])
        .default(DEFAULTS.edge.priceClass)
        .describe("which of CloudFront's edges serve"),
      allowedCountries: z
        .array(z.string().regex(/^[A-Z]{2}$/, { error: "must be a two-letter country code" }))
        .default([])
        .describe("countries that are served; empty serves all"),
      requestsPerFiveMinutes: z
        .int()
        .min(100)
        .default(DEFAULTS.edge.requestsPerFiveMinutes)
        .describe("rate limit of one address"),
    })
    .prefault({})
    .describe("the edge"),
  logRetentionDays: z
    .int()
    .min(1)
    .default(DEFAULTS.logRetentionDays)
    .describe("days after which logs expire: every log group, and the objects of every log bucket"),
  breakGlassCidrs: z
    .array(cidr)
    .default([])
    .describe("ranges that reach the instances by EC2 Instance Connect Endpoint; empty keeps it closed"),
  objective: z
    .strictObject({
      rtoMinutes: z
        .number()
        .positive()
        .default(DEFAULTS.objective.rtoMinutes)
        .describe("recovery time objective, minutes"),
      rpoMinutes: z
        .number()
        .positive()
        .default(DEFAULTS.objective.rpoMinutes)
        .describe("recovery point objective, minutes"),
      decisionMinutes: z
        .number()
        .min(0)
        .default(DEFAULTS.objective.decisionMinutes)
        .describe("minutes that people have to decide on a failover, with a manual trigger"),
    })
    .prefault({}),
  protect: z
    .boolean()
    .default(DEFAULTS.protect)
    .describe("guard what holds data against deletion; false only for a stack that is to be torn down"),
  tags: z.record(z.string(), z.string()).default({}).describe("tags for every resource beside Redoubt's own"),
});

/** The configuration of all stacks, checked, with defaults filled in. */
export interface RedoubtConfig extends Omit<z.infer<typeof configSchema>, "regions"> {
  readonly regions: Readonly<Record<string, RegionConfig>>;
}
export type RegionConfig = z.infer<typeof regionEntry>;
export type TierConfig = RedoubtConfig["web"];
