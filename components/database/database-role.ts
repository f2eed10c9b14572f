import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

/**
 * What a region's DB instance is:
 * - `primary`: the instance that takes writes
 * - `replica`: a cross-Region read replica; it gets its credentials and data from its source
 * - `quarantined`: a former primary after a failover, which stays unchanged until it is rebuilt
 */
export type DatabaseRole =
  | {
      readonly kind: "primary" | "quarantined";
      /** Name of the database that is created with the instance. */
      readonly databaseName: pulumi.Input<string>;
      /** Name of the master user. */
      readonly username: pulumi.Input<string>;
      /** Password of the master user. Secret. */
      readonly password: pulumi.Input<string>;
    }
  | {
      readonly kind: "replica";
      /** ARN of the instance in another region that the replica follows. */
      readonly sourceArn: pulumi.Input<string>;
    };

/** The instance's arguments that depend on its role. */
export function roleArgs(role: DatabaseRole): Partial<rds.InstanceArgs> {
  return role.kind === "replica"
    ? { replicateSourceDb: role.sourceArn }
    : { dbName: role.databaseName, username: role.username, password: pulumi.secret(role.password) };
}

/**
 * Inputs whose changes an update ignores. A replica keeps the source that it was created with until it is rebuilt: after a failover
 * the replicas in further regions still follow the former primary. A promoted replica has its database name and user from its
 * source, and the provider would replace the instance to change them. RDS sets the lifecycle support at creation only.
 */
export function ignoredInputs(role: DatabaseRole): string[] {
  return [...(role.kind === "replica" ? ["replicateSourceDb"] : ["dbName", "username"]), "engineLifecycleSupport"];
}
