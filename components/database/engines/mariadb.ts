import { type DatabaseEngine, leadingVersion } from "./engine";

/** RDS for MariaDB. Sources: RDS User Guide, "Requiring SSL/TLS for all connections to a MariaDB DB instance" and "MariaDB database log files". */
export const MARIADB: DatabaseEngine = {
  port: 3306,
  logExports: ["error", "slowquery"],
  parameterFamily: (version) => `mariadb${leadingVersion(version, 2)}`,
  tlsParameter: { name: "require_secure_transport", value: "1" },
};
