import { MYSQL_AND_MARIADB_KEYWORDS, MYSQL_KEYWORDS } from "../aws/sql-keywords";
import type { DatabaseEngine } from "./engine";

/**
 * RDS for MySQL. Sources: RDS User Guide, "Requiring SSL/TLS for all connections to a MySQL DB instance", "RDS for MySQL database log
 * files", "Master user account privileges" and "MySQL on Amazon RDS versions" (read August 2026).
 */
export const MYSQL: DatabaseEngine = {
  kind: "rds-replica",
  title: "MySQL",
  sqlFamily: "mysql",
  port: 3306,
  logExports: ["error", "slowquery"],
  tlsParameter: { name: "require_secure_transport", value: "1" },
  parameterFamilyPrefix: "mysql",
  majorVersionParts: 2,
  standardSupportEnds: { "8.0": "2026-07-31", "8.4": "2029-07-31" },
  extendedSupport: true,
  upgradesFirst: "replica",
  nameLength: { database: 64, user: 16 },
  reservedWords: [...MYSQL_AND_MARIADB_KEYWORDS, ...MYSQL_KEYWORDS],
  systemDatabases: ["information_schema", "mysql", "performance_schema", "sys", "innodb", "tmp"],
  systemUsers: ["rdsadmin", "rdsrepladmin"],
};
