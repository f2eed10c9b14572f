import { z } from "zod";
import { STORAGE_GIB } from "../aws/limits";
import { DATABASE_ENGINES, type DatabaseEngineName } from "../database-engines";
import { DEFAULTS } from "../defaults";
import { BACKUP_WINDOW, MAINTENANCE_WINDOW } from "../windows";

const dailyOrWeekly = (form: string, pattern: RegExp) =>
  z.string().regex(pattern, { error: `must have the form ${form}, UTC` });

/** The replicated database. */
export const database = z.strictObject({
  engine: z
    .enum(Object.keys(DATABASE_ENGINES) as [DatabaseEngineName, ...DatabaseEngineName[]])
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
    .describe(
      "replica lag above which an alarm fires, and loss of acknowledged writes above which a promotion is refused, seconds",
    ),
  name: z.string().default(DEFAULTS.database.name).describe("name of the database"),
  username: z.string().default(DEFAULTS.database.username).describe("name of the master user"),
  extendedSupport: z
    .boolean()
    .default(DEFAULTS.database.extendedSupport)
    .describe(
      "RDS Extended Support after the end of the version's standard support, which is charged; RDS applies it only when it creates a database",
    ),
  allowMajorVersionUpgrade: z
    .boolean()
    .default(DEFAULTS.database.allowMajorVersionUpgrade)
    .describe("permit an update to change the major version; see docs/major-upgrade.md"),
});
