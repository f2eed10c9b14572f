import { z } from "zod";
import { COUNTRY_CODES } from "./aws/countries";
import { LOG_RETENTION_DAYS, RATE_LIMIT, STORAGE_GIB } from "./aws/limits";
import { KNOWN_REGIONS } from "./aws/regions";
import { DEFAULTS } from "./defaults";
import { BACKUP_WINDOW, MAINTENANCE_WINDOW } from "./windows";

const region = z.enum(KNOWN_REGIONS as [string, ...string[]]);
const cidr = z.string();
const stackName = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "must be lower-case letters, digits and hyphens" });
const hostname = z
  .string()
  .regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: "must be a domain name such as example.com" });
const dailyOrWeekly = (form: string, pattern: RegExp) =>
  z.string().regex(pattern, { error: `must have the form ${form}, UTC` });

const logRetention = z.int().refine((days) => (LOG_RETENTION_DAYS as readonly number[]).includes(days), {
  error: ({ input }) => `CloudWatch Logs has no such retention period; use ${nearestRetention(Number(input))}`,
});

/** The retention periods below and above a number of days. */
function nearestRetention(days: number): string {
  const below = LOG_RETENTION_DAYS.findLast((each) => each < days);
  const above = LOG_RETENTION_DAYS.find((each) => each > days);
  return [below, above].filter((each) => each !== undefined).join(" or ");
}

const capacity = z.strictObject({
  minimum: z.int().min(0),
  desired: z.int().min(0),
  maximum: z.int().min(1),
});

/** One group of instances, with its capacity in either role. */
const tier = z.strictObject({
  instanceType: z
    .string()
    .default(DEFAULTS.tier.instanceType)
    .describe("EC2 instance type; determines the processor architecture of the Amazon Linux image"),
  active: capacity.default(DEFAULTS.tier.active).describe("number of instances in the active role"),
  standby: capacity
    .default(DEFAULTS.tier.standby)
    .describe("number of instances in the standby role; its maximum must be at least the active role's desired number"),
  userData: z
    .string()
    .optional()
    .describe("path of a user data file, relative to the project; the default serves /healthz"),
});

const regionEntry = z.strictObject({
  stack: stackName.describe("name of this region's stack"),
  cidr: cidr.describe("the network's range: private, /16 to /22, without overlap with another region's range"),
  zones: z.int().min(2).max(4).default(DEFAULTS.zones).describe("number of availability zones, 2 to 4"),
  database: z
    .strictObject({
      generation: z
        .int()
        .min(1)
        .default(DEFAULTS.generation)
        .describe("increase by one to rebuild this region's database as a new replica"),
      version: z
        .string()
        .optional()
        .describe(
          "engine version of this region's database while it differs from `database.version` in a major upgrade",
        ),
    })
    .prefault({}),
});

/** The keys under `redoubt:` in Pulumi.yaml, with their defaults. The reference page shows the descriptions. */
export const configSchema = z.strictObject({
  domain: hostname.describe("public domain; its www subdomain is served too"),
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]+$/, { error: "must be a Route 53 hosted zone id such as Z0123456789EXAMPLE" })
    .optional()
    .describe("ID of the domain's public hosted zone; looked up by name where absent"),
  activeRegion: region.describe("region that accepts writes; all other regions are standbys"),
  quarantined: z
    .array(region)
    .default([])
    .describe(
      "regions whose database is a former primary after a failover; the database is not changed and gets no traffic",
    ),
  homeRegion: region.describe(
    "region of the primary multi-Region key and the primary secret, independent of roles; cannot be changed later without replacing them",
  ),
  leaseRegions: z
    .array(region)
    .describe(
      "three regions of one DynamoDB strong-consistency set; the first one without a tier is the third site and cannot host a tier later",
    ),
  regions: z.partialRecord(region, regionEntry).describe("topology: stack, network range and zones of each region"),
  routing: z
    .enum(["function", "origin-group"])
    .default(DEFAULTS.routing)
    .describe(
      "`function`: a CloudFront Function routes writes to the active region; `origin-group`: CloudFront's origin failover, for sites without writes",
    ),
  trigger: z
    .enum(["manual", "automatic"])
    .default(DEFAULTS.trigger)
    .describe("`manual`: an operator starts a failover; `automatic`: a quorum of probes does"),
  lease: z
    .strictObject({
      seconds: z
        .int()
        .min(10)
        .max(300)
        .default(DEFAULTS.lease.seconds)
        .describe("how long a region may accept writes after its last renewal, seconds"),
      onSilence: z
        .enum(["refuse", "serve"])
        .default(DEFAULTS.lease.onSilence)
        .describe(
          "whether instances refuse or serve writes while no lease region answers; `trigger: automatic` requires `refuse`",
        ),
    })
    .prefault({}),
  network: z
    .strictObject({
      standbyNat: z
        .enum(["per-zone", "single"])
        .default(DEFAULTS.network.standbyNat)
        .describe("NAT gateways of a standby region; the active region always has one per zone"),
    })
    .prefault({}),
  web: tier.prefault({}).describe("web tier"),
  application: tier.prefault({}).describe("application tier"),
  database: z
    .strictObject({
      engine: z
        .enum(["postgres", "mysql", "mariadb"])
        .default(DEFAULTS.database.engine)
        .describe("RDS database engine"),
      version: z
        .string()
        .default(DEFAULTS.database.version)
        .describe("engine version; with a major version only, RDS chooses and upgrades the minor version"),
      instanceClass: z.string().default(DEFAULTS.database.instanceClass).describe("RDS instance class in every region"),
      storageGiB: z
        .int()
        .min(STORAGE_GIB.least)
        .max(STORAGE_GIB.most)
        .default(DEFAULTS.database.storageGiB)
        .describe("initial storage, GiB"),
      maximumStorageGiB: z
        .int()
        .min(STORAGE_GIB.least)
        .max(STORAGE_GIB.most)
        .default(DEFAULTS.database.maximumStorageGiB)
        .describe("upper limit of storage autoscaling, GiB; at least 10 % above `storageGiB`"),
      retentionDays: z
        .int()
        .min(1)
        .max(35)
        .default(DEFAULTS.database.retentionDays)
        .describe("retention of automated backups, days, 1 to 35"),
      backupWindow: dailyOrWeekly("hh:mm-hh:mm", BACKUP_WINDOW)
        .default(DEFAULTS.database.backupWindow)
        .describe("daily backup window, UTC, at least 30 minutes"),
      maintenanceWindow: dailyOrWeekly("ddd:hh:mm-ddd:hh:mm", MAINTENANCE_WINDOW)
        .default(DEFAULTS.database.maintenanceWindow)
        .describe("weekly maintenance window, UTC, at least 30 minutes; must not overlap the backup window"),
      lagLimitSeconds: z
        .int()
        .min(1)
        .default(DEFAULTS.database.lagLimitSeconds)
        .describe("replica lag above which an alarm fires and a promotion is refused, seconds"),
      name: z.string().default(DEFAULTS.database.name).describe("name of the database"),
      username: z.string().default(DEFAULTS.database.username).describe("name of the master user"),
      extendedSupport: z
        .boolean()
        .default(DEFAULTS.database.extendedSupport)
        .describe("RDS Extended Support, which is charged, after the end of the version's standard support"),
      allowMajorVersionUpgrade: z
        .boolean()
        .default(DEFAULTS.database.allowMajorVersionUpgrade)
        .describe("permit an update to change the major version; see docs/major-upgrade.md"),
    })
    .prefault({})
    .describe("replicated database"),
  edge: z
    .strictObject({
      priceClass: z
        .enum(["PriceClass_All", "PriceClass_200", "PriceClass_100"])
        .default(DEFAULTS.edge.priceClass)
        .describe("CloudFront edge locations that serve requests"),
      allowedCountries: z
        .array(
          z.string().refine(isCountryCode, { error: "must be a two-letter country code of ISO 3166-1 such as DE" }),
        )
        .default([])
        .describe(
          "country codes (ISO 3166-1) of the viewers that are served; empty serves all; must include the regions' own countries",
        ),
      requestsPerFiveMinutes: z
        .int()
        .min(RATE_LIMIT.least)
        .max(RATE_LIMIT.most)
        .default(DEFAULTS.edge.requestsPerFiveMinutes)
        .describe("rate limit of one address, requests in five minutes"),
      oversizedBodies: z
        .enum(["count", "block"])
        .default(DEFAULTS.edge.oversizedBodies)
        .describe("what AWS WAF does with a request body over 8 KB"),
    })
    .prefault({})
    .describe("edge"),
  controllers: z
    .strictObject({
      reservedConcurrency: z
        .boolean()
        .default(DEFAULTS.controllers.reservedConcurrency)
        .describe(
          "reserve Lambda concurrency for the failover functions (7 per region, 1 in the third site); needs a quota of 100 more",
        ),
    })
    .prefault({}),
  logRetentionDays: logRetention
    .default(DEFAULTS.logRetentionDays)
    .describe("retention of all log groups and log buckets, days; one of CloudWatch Logs' retention periods"),
  breakGlassCidrs: z
    .array(cidr)
    .default([])
    .describe(
      "IPv4 ranges that may reach instances through EC2 Instance Connect Endpoint, /8 or smaller; empty permits none",
    ),
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
        .describe("time to decide on a failover with `trigger: manual`, minutes"),
    })
    .prefault({}),
  protect: z
    .boolean()
    .default(DEFAULTS.protect)
    .describe("protect stateful resources from deletion; set to false only to destroy a stack"),
  tags: z
    .record(z.string(), z.string())
    .default({})
    .describe("tags of all resources, in addition to Redoubt's own tags"),
});

function isCountryCode(text: string): boolean {
  return COUNTRY_CODES.includes(text);
}

/** The valid configuration of all stacks, with defaults. */
export interface RedoubtConfig extends Omit<z.infer<typeof configSchema>, "regions"> {
  readonly regions: Readonly<Record<string, RegionConfig>>;
}
export type RegionConfig = z.infer<typeof regionEntry>;
export type TierConfig = RedoubtConfig["web"];
