import type { DatabaseEngineName } from "./database-engines";

/**
 * The default of every setting. The schema takes its defaults from here; components, router and failover have none of their own
 * and require the values.
 */
export const DEFAULTS = {
  /** Retention of every log group and expiry of every log bucket, days. */
  logRetentionDays: 365,
  /** Availability zones of a region. */
  zones: 2,
  /** Generation of a region's database; a rebuild raises it. */
  generation: 1,
  routing: "function",
  trigger: "manual",
  lease: {
    /** How long a region may accept writes after its last renewal, seconds. */
    seconds: 30,
    onSilence: "refuse",
  },
  network: { standbyNat: "per-zone" },
  tier: {
    compute: "instances",
    instanceType: "m6g.large",
    active: { minimum: 2, desired: 4, maximum: 12 },
    standby: { minimum: 2, desired: 2, maximum: 12 },
  },
  database: {
    engine: "postgres",
    version: "17",
    instanceClass: "db.m6g.large",
    storageGiB: 100,
    maximumStorageGiB: 1000,
    retentionDays: 14,
    backupWindow: "07:00-08:00",
    maintenanceWindow: "sun:09:00-sun:10:00",
    lagLimitSeconds: 60,
    name: "application",
    username: "redoubt",
    extendedSupport: false,
    allowMajorVersionUpgrade: false,
  },
  edge: {
    priceClass: "PriceClass_All",
    requestsPerFiveMinutes: 2000,
    oversizedBodies: "count",
    records: ["apex", "www"] as ("apex" | "www")[],
  },
  controllers: { reservedConcurrency: false },
  objective: { rtoMinutes: 60, rpoMinutes: 5, decisionMinutes: 15 },
  protect: true,
} as const;

/** Defaults of the settings of an Aurora Global Database. */
export const AURORA_DEFAULTS = { instances: { active: 2, standby: 2 } } as const;

/** Defaults of a tier's Fargate tasks: CPU units (1024 are one vCPU), memory in MiB, the container's port and the health check's path. */
export const FARGATE_DEFAULTS = { cpu: 1024, memory: 2048, port: 8080, healthPath: "/healthz" } as const;

/** Defaults of database settings that depend on the engine. */
export const ENGINE_DEFAULTS: Readonly<Record<DatabaseEngineName, { version: string; instanceClass: string }>> = {
  postgres: { version: DEFAULTS.database.version, instanceClass: DEFAULTS.database.instanceClass },
  mysql: { version: "8.4", instanceClass: DEFAULTS.database.instanceClass },
  mariadb: { version: "11.8", instanceClass: DEFAULTS.database.instanceClass },
  "aurora-postgresql": { version: "17.5", instanceClass: "db.r6g.large" },
  "aurora-mysql": { version: "8.0.mysql_aurora.3.10.0", instanceClass: "db.r6g.large" },
};

/** Retention of noncurrent object versions in the replicated buckets, days. Not a setting. */
export const NONCURRENT_VERSION_DAYS = 90;

/** Lease timing that is not a setting, because agents, controllers and the failover model rely on the same values. */
export const LEASE_PROTOCOL = {
  /** Interval of an agent's reads, and of the active region's renewals, seconds. */
  renewSeconds: 5,
  /** Longest time from a request's check of /writable to its commit, seconds. */
  writeSeconds: 10,
  /** Largest deviation of a monotonic clock's rate; NTP slews by at most 0.0005. */
  driftRatio: 0.01,
} as const;

/** How far in the future a beat or renewal may be dated before the promotion gate takes it as a wrong clock, seconds. */
export const CLOCK_SKEW_SECONDS = 60;

/** A region whose database acknowledged a beat within this time is not failed over without force, seconds. */
export const ALIVE_SECONDS = 60;

/** Routing at the edge. Not a setting. */
export const EDGE_ROUTING = {
  /** Responses of the active region for which a read is tried in the standby. A refused connection counts as 503, a timeout as 504. */
  failoverCodes: [500, 502, 503, 504],
  /** Retry-After of the edge's responses to writes that a failover holds, seconds. */
  retryAfterSeconds: 10,
  /**
   * Headers in the cache key. The origin gets Authorization, so a response may depend on it: without the header in the key, CloudFront
   * could serve one user's response to another (CloudFront Developer Guide, "Configure CloudFront to forward the Authorization header").
   */
  cacheKeyHeaders: ["Authorization", "Origin"],
} as const;

/**
 * Interval between two beats of a region's sentinel, seconds. Not a setting: it bounds how precisely a loss can be stated, and a
 * failover's gate relies on it.
 */
export const BEAT_SECONDS = 5;
