import { z } from "zod";
import { GLOBAL_DATABASE_RPO_SECONDS, SERVERLESS_UNITS, STORAGE_GIB } from "../aws/limits";
import {
  type AuroraEngineName,
  DATABASE_ENGINES,
  type DatabaseEngineName,
  isAurora,
  type RdsEngineName,
} from "../database-engines";
import { AURORA_DEFAULTS, DEFAULTS } from "../defaults";
import { BACKUP_WINDOW, MAINTENANCE_WINDOW } from "../windows";

const dailyOrWeekly = (form: string, pattern: RegExp) =>
  z.string().regex(pattern, { error: `must have the form ${form}, UTC` });

const units = (description: string) =>
  z
    .number()
    .min(SERVERLESS_UNITS.least)
    .max(SERVERLESS_UNITS.most)
    .multipleOf(SERVERLESS_UNITS.step)
    .describe(description);

/** Settings of an Aurora Global Database. */
const aurora = z.strictObject({
  instances: z
    .strictObject({
      active: z
        .int()
        .min(2)
        .max(16)
        .default(AURORA_DEFAULTS.instances.active)
        .describe("DB instances in the active region, in at least two zones"),
      standby: z
        .int()
        .min(0)
        .max(16)
        .default(AURORA_DEFAULTS.instances.standby)
        .describe(
          "DB instances in a standby; 0 is a headless cluster, to which a failover must add an instance before it can promote it",
        ),
    })
    .prefault({}),
  serverless: z
    .strictObject({ minimum: units("least capacity"), maximum: units("largest capacity") })
    .optional()
    .describe("capacity of `instanceClass: db.serverless`, minimum and maximum, Aurora capacity units of about 2 GiB"),
  rpoSeconds: z
    .int()
    .min(GLOBAL_DATABASE_RPO_SECONDS.least)
    .max(GLOBAL_DATABASE_RPO_SECONDS.most)
    .optional()
    .describe(
      "`rds.global_db_rpo` of Aurora PostgreSQL, seconds: the primary pauses commits while every secondary is further behind",
    ),
});

/** The replicated database. */
export const database = z.strictObject({
  engine: z
    .enum(Object.keys(DATABASE_ENGINES) as [DatabaseEngineName, ...DatabaseEngineName[]])
    .default(DEFAULTS.database.engine)
    .describe("database engine: RDS with a read replica, or an Aurora Global Database; see docs/databases.md"),
  version: z
    .string()
    .default(DEFAULTS.database.version)
    .describe(
      "engine version, by default one of the engine; with a major version only, RDS chooses and upgrades the minor version; Aurora needs a complete version",
    ),
  instanceClass: z
    .string()
    .default(DEFAULTS.database.instanceClass)
    .describe("RDS instance class in every region, by default one that the engine supports"),
  storageGiB: z
    .int()
    .min(STORAGE_GIB.least)
    .max(STORAGE_GIB.most)
    .default(DEFAULTS.database.storageGiB)
    .describe("initial storage, GiB; not for Aurora"),
  maximumStorageGiB: z
    .int()
    .min(STORAGE_GIB.least)
    .max(STORAGE_GIB.most)
    .default(DEFAULTS.database.maximumStorageGiB)
    .describe("upper limit of storage autoscaling, GiB; at least 10 % above `storageGiB`; not for Aurora"),
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
    .describe(
      "weekly maintenance window, UTC, at least 30 minutes; must not overlap the backup window; each region has it on another day of the week, so that one maintenance never affects two regions",
    ),
  lagLimitSeconds: z
    .int()
    .min(1)
    .default(DEFAULTS.database.lagLimitSeconds)
    .describe(
      "replica lag above which an alarm fires, and loss of acknowledged writes above which a promotion is refused, seconds",
    ),
  name: z.string().default(DEFAULTS.database.name).describe("name of the database"),
  username: z.string().default(DEFAULTS.database.username).describe("name of the master user"),
  secretArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/, { error: "must be the ARN of a secret" })
    .optional()
    .describe(
      "existing secret with the keys `username` and `password` of an adopted database's master user, copied to every region; by default a password is generated",
    ),
  extendedSupport: z
    .boolean()
    .default(DEFAULTS.database.extendedSupport)
    .describe(
      "RDS Extended Support after the end of the version's standard support, which is charged; RDS applies it only when it creates a database",
    ),
  allowMajorVersionUpgrade: z
    .boolean()
    .default(DEFAULTS.database.allowMajorVersionUpgrade)
    .describe("permit an update to change the major version; not for Aurora; see docs/major-upgrade.md"),
  aurora: aurora.prefault({}).describe("settings of an Aurora Global Database"),
});

type AllSettings = z.infer<typeof database>;
type RdsKey = "storageGiB" | "maximumStorageGiB" | "allowMajorVersionUpgrade";

/** The settings that a database of RDS has. */
export type RdsDatabaseConfig = Omit<AllSettings, "aurora"> & { readonly engine: RdsEngineName };
/** The settings that an Aurora Global Database has. */
export type AuroraDatabaseConfig = Omit<AllSettings, RdsKey> & { readonly engine: AuroraEngineName };
export type DatabaseConfig = RdsDatabaseConfig | AuroraDatabaseConfig;

/** The settings of an Aurora Global Database; undefined for RDS. */
export function auroraConfig(config: DatabaseConfig): AuroraDatabaseConfig | undefined {
  return isAurora(config.engine) ? (config as AuroraDatabaseConfig) : undefined;
}

/** The settings that the engine's kind of database has. */
export function applicableSettings({ aurora, engine, ...settings }: AllSettings): DatabaseConfig {
  if (!isAurora(engine)) return { ...settings, engine };
  const { allowMajorVersionUpgrade: _allow, maximumStorageGiB: _maximum, storageGiB: _storage, ...shared } = settings;
  return { ...shared, engine, aurora };
}
