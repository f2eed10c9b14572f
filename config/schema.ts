import { z } from "zod";
import { DEFAULTS } from "./defaults";
import { containers } from "./settings/containers";
import { type DatabaseConfig, database } from "./settings/database";
import { edge } from "./settings/edge";
import { logRetention } from "./settings/log-retention";
import { abandonedEntry, region, regionEntry } from "./settings/region";
import { applicationTier, webTier } from "./settings/tier";

const hostname = z
  .string()
  .regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: "must be a domain name such as example.com" });
const multiRegionKeyArn = z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/mrk-[0-9a-f-]+$/, {
  error: "must be the ARN of a multi-Region key",
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
  abandoned: z
    .partialRecord(region, abandonedEntry)
    .default({})
    .describe(
      "regions that were given up, written by `redoubt abandon`: nothing of them is managed, and the active region fences their databases when they answer",
    ),
  lost: z
    .array(region)
    .default([])
    .describe("regions that are lost: commands complete without a call to them (docs/lost-region.md)"),
  homeRegion: region
    .optional()
    .describe(
      "region of the primary multi-Region key and the primary secret, by default the third site, which hosts no tier; cannot be changed later without replacing them, except by `redoubt abandon`",
    ),
  secretRegion: region
    .optional()
    .describe(
      "region of the primary secret, by default the home region; written by `redoubt abandon`, which detaches the secret from a lost primary",
    ),
  detachedKeys: z
    .partialRecord(region, multiRegionKeyArn)
    .default({})
    .describe(
      "regions that keep a replica of an earlier multi-Region key, each with the ARN of its primary, which was lost; written by `redoubt abandon`",
    ),
  dataKeyArns: z
    .partialRecord(region, multiRegionKeyArn)
    .optional()
    .describe(
      "ARNs of an existing multi-Region key by region, the home region included, for database, secret and buckets; by default a new key",
    ),
  leaseRegions: z
    .array(region)
    .describe(
      "three regions of one DynamoDB strong-consistency set; the first one without a tier is the third site and cannot host a tier later",
    ),
  leaseGeneration: z
    .int()
    .min(1)
    .default(DEFAULTS.generation)
    .describe("generation of the lease table, part of its name; written by `redoubt lease move`"),
  secondLeaseTable: z
    .strictObject({
      generation: z.int().min(1).describe("generation of that table"),
      regions: z.array(region).describe("its three regions"),
    })
    .optional()
    .describe("table to which the lease moves, or from which it was moved; written by `redoubt lease move`"),
  thirdSite: region
    .optional()
    .describe(
      "region without a tier for the observer and the global stack's provider, by default the first lease region without a tier; written by `redoubt lease move`, because it stays where it is",
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
    .describe("`manual`: an operator starts a failover; `automatic`: the failure detector does"),
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
  web: webTier.prefault({}).describe("web tier"),
  application: applicationTier.prefault({}).describe("application tier"),
  containers: containers.prefault({}).describe("what the tiers on Fargate share"),
  database: database.prefault({}).describe("replicated database"),
  edge: edge.prefault({}).describe("edge"),
  controllers: z
    .strictObject({
      reservedConcurrency: z
        .boolean()
        .default(DEFAULTS.controllers.reservedConcurrency)
        .describe(
          "reserve Lambda concurrency for the failover functions (7 per region, 1 in the third site); AWS refuses it where fewer than 100 executions would remain unreserved",
        ),
    })
    .prefault({}),
  logRetentionDays: logRetention
    .default(DEFAULTS.logRetentionDays)
    .describe("retention of all log groups and log buckets, days; one of CloudWatch Logs' retention periods"),
  breakGlassCidrs: z
    .array(z.string())
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

/** The valid configuration of all stacks, with defaults. */
export interface RedoubtConfig
  extends Omit<z.infer<typeof configSchema>, "abandoned" | "database" | "detachedKeys" | "homeRegion" | "regions"> {
  readonly abandoned: Readonly<Record<string, AbandonedRegion>>;
  readonly database: DatabaseConfig;
  readonly detachedKeys: Readonly<Record<string, string>>;
  readonly homeRegion: string;
  readonly regions: Readonly<Record<string, RegionConfig>>;
}
export type RegionConfig = z.infer<typeof regionEntry>;
type AbandonedRegion = z.infer<typeof abandonedEntry>;
export type TierConfig = RedoubtConfig["web"];
