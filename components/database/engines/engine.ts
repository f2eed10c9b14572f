/** A parameter of a DB parameter group. */
export interface EngineParameter {
  readonly name: string;
  readonly value: string;
}

/** A relational engine of RDS: what a DB instance of it needs. */
export interface DatabaseEngine {
  /** Port on which the server listens. */
  readonly port: number;
  /** Logs that RDS exports to CloudWatch Logs. */
  readonly logExports: readonly string[];
  /** Parameter group family of a version, such as postgres17 or mysql8.4. */
  parameterFamily(version: string): string;
  /** Parameter by which the server refuses connections without TLS. */
  readonly tlsParameter: EngineParameter;
}

/** The first `count` numbers of a version. */
export function leadingVersion(version: string, count: number): string {
  return version.split(".").slice(0, count).join(".");
}
