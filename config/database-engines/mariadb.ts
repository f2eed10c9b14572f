import { MYSQL_AND_MARIADB_KEYWORDS } from "../aws/sql-keywords";
import type { DatabaseEngine } from "./engine";

/**
 * RDS for MariaDB. Sources: RDS User Guide, "Requiring SSL/TLS for all connections to a MariaDB DB instance", "MariaDB database log
 * files", "Master user account privileges", "Upgrades of the MariaDB DB engine" and "MariaDB on Amazon RDS versions" (read August 2026).
 */
export const MARIADB: DatabaseEngine = {
  kind: "rds-replica",
  title: "MariaDB",
  sqlFamily: "mysql",
  port: 3306,
  logExports: ["error", "slowquery"],
  tlsParameter: { name: "require_secure_transport", value: "1" },
  parameterFamilyPrefix: "mariadb",
  majorVersionParts: 2,
  standardSupportEnds: {
    "10.5": "2026-08-31",
    "10.6": "2026-12-31",
    "10.11": "2028-02-29",
    "11.4": "2029-05-31",
    "11.8": "2028-06-30",
    "12.3": "2029-06-30",
  },
  extendedSupport: false,
  upgradesFirst: "replica",
  nameLength: { database: 64, user: 16 },
  reservedWords: MYSQL_AND_MARIADB_KEYWORDS,
  systemDatabases: ["information_schema", "mysql", "performance_schema", "sys", "innodb", "tmp"],
  systemUsers: ["rdsadmin", "rdsrepladmin"],
};
