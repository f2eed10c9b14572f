import { type DatabaseEngine, leadingVersion } from "./engine";

/** RDS for MySQL. Sources: RDS User Guide, "Requiring SSL/TLS for all connections to a MySQL DB instance" and "RDS for MySQL database log files". */
export const MYSQL: DatabaseEngine = {
  port: 3306,
  logExports: ["error", "slowquery"],
  parameterFamily: (version) => `mysql${leadingVersion(version, 2)}`,
  tlsParameter: { name: "require_secure_transport", value: "1" },
};
