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

export interface RoleSettings {
  /** Identifier of the instance. */
  readonly identifier: string;
  /** Keep a final snapshot when the instance is deleted. */
  readonly protect: boolean;
}

/**
 * The instance's arguments that depend on its role. A replica has no final snapshot: RDS refuses one (DeleteDBInstance,
 * FinalDBSnapshotIdentifier).
 */
export function roleArgs(role: DatabaseRole, { identifier, protect }: RoleSettings): Partial<rds.InstanceArgs> {
  if (role.kind === "replica") return { replicateSourceDb: role.sourceArn, skipFinalSnapshot: true };
  return {
    dbName: role.databaseName,
    username: role.username,
    password: pulumi.secret(role.password),
    skipFinalSnapshot: !protect,
    ...(protect && { finalSnapshotIdentifier: `${identifier}-final` }),
  };
}

/**
 * Whether Pulumi refuses to delete the instance. Replicas and quarantined instances are rebuilt under a new name, so Pulumi must be
 * able to delete the former instance; RDS's deletion protection applies until the rebuild lifts it.
 */
export function isProtected(role: DatabaseRole, protect: boolean): boolean {
  return protect && role.kind === "primary";
}

/**
 * Inputs whose changes an update ignores, because the provider would replace the instance to make them:
 * - the source of a replica: after a failover the replicas in further regions follow the former primary until they are rebuilt
 * - name and user of a promoted replica, which come from its source
 * - enrollment in Extended Support, which RDS takes at creation only
 */
export function ignoredInputs(role: DatabaseRole): string[] {
  const ofRole = role.kind === "replica" ? ["replicateSourceDb"] : ["dbName", "username"];
  return [...ofRole, "engineLifecycleSupport"];
}
