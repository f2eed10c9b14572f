import { POSTGRES_KEYWORDS } from "../aws/sql-keywords";
import type { DatabaseEngine } from "./engine";

/**
 * RDS for PostgreSQL. Sources: RDS User Guide, "Requiring an SSL connection to a PostgreSQL DB instance", "RDS for PostgreSQL database
 * log files", "Master user account privileges" and "Understanding PostgreSQL roles and permissions"; RDS for PostgreSQL Release Notes,
 * "Release calendars" (read August 2026).
 */
export const POSTGRES: DatabaseEngine = {
  kind: "rds-replica",
  title: "PostgreSQL",
  sqlFamily: "postgres",
  port: 5432,
  logExports: ["postgresql", "upgrade"],
  tlsParameter: { name: "rds.force_ssl", value: "1" },
  parameterFamilyPrefix: "postgres",
  majorVersionParts: 1,
  standardSupportEnds: {
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
  },
  extendedSupport: true,
  // "Major Version Upgrade not supported for Postgres Read Replica DB Instances"
  upgradesFirst: "primary",
  nameLength: { database: 63, user: 63 },
  reservedWords: POSTGRES_KEYWORDS,
  systemDatabases: ["rdsadmin", "template0", "template1"],
  systemUsers: [
    ...["admin", "public", "none", "rdsadmin", "rdsrepladmin", "rdstopmgr", "rds_superuser", "rds_replication"],
    ...["rds_iam", "rds_password", "rds_ad"],
  ],
  systemUserPrefix: "pg_",
};
