import { type DatabaseEngine, leadingVersion } from "./engine";

/** RDS for PostgreSQL. Sources: RDS User Guide, "Requiring an SSL connection to a PostgreSQL DB instance" and "RDS for PostgreSQL database log files". */
export const POSTGRES: DatabaseEngine = {
  port: 5432,
  logExports: ["postgresql", "upgrade"],
  parameterFamily: (version) => `postgres${leadingVersion(version, 1)}`,
  tlsParameter: { name: "rds.force_ssl", value: "1" },
};
