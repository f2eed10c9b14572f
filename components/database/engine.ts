/** Relational engines of RDS that have cross-region read replicas and are covered here. */
export type DatabaseEngine = "postgres" | "mysql" | "mariadb";

/** What differs from engine to engine. */
interface EngineFacts {
  readonly port: number;
  /** Parameter by which the server refuses connections without TLS, with its value. */
  readonly forceTls: { readonly name: string; readonly value: string };
  readonly logExports: readonly string[];
  /** How many leading parts of a version name its parameter family. */
  readonly familyParts: number;
}

/** Source: RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance" and the engines' log pages. */
const facts: Readonly<Record<DatabaseEngine, EngineFacts>> = {
  postgres: {
    port: 5432,
    forceTls: { name: "rds.force_ssl", value: "1" },
    logExports: ["postgresql", "upgrade"],
    familyParts: 1,
  },
  mysql: {
    port: 3306,
    forceTls: { name: "require_secure_transport", value: "1" },
    logExports: ["error", "slowquery"],
    familyParts: 2,
  },
  mariadb: {
    port: 3306,
    forceTls: { name: "require_secure_transport", value: "1" },
    logExports: ["error", "slowquery"],
    familyParts: 2,
  },
};

export function engineFacts(engine: DatabaseEngine): EngineFacts {
  return facts[engine];
}

/** The parameter group family of a version, such as postgres17 or mysql8.4. */
export function parameterFamily(engine: DatabaseEngine, version: string): string {
  return engine + version.split(".").slice(0, facts[engine].familyParts).join(".");
}
