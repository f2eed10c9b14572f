import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import type { AuroraEngineName } from "../../../config/database-engines";
import { type Transform, transformed } from "../../transform";

export interface GlobalDatabaseArgs {
  /**
   * Region of the primary cluster when the system is first deployed, in which the global cluster is created (Aurora User Guide, "Creating
   * an Amazon Aurora global database"). A later value is ignored.
   */
  readonly firstActiveRegion: string;
  /** Identifier of the global cluster, which must be unique in the account. */
  readonly identifier: string;
  readonly engine: AuroraEngineName;
  /** Complete engine version, such as 17.5. A change upgrades the clusters of all regions. */
  readonly version: string;
  /**
   * Protect the global cluster against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly transform?: Transform<rds.GlobalClusterArgs>;
}

/**
 * The global cluster of an Aurora Global Database, without members. Each region's `ReplicatedDatabase` adds a cluster to it; the first
 * one becomes the primary.
 * @example
 * globalDatabase("database", { firstActiveRegion: "us-east-1", identifier: "orders", engine: "aurora-postgresql", version: "17.5" }, opts);
 */
export function globalDatabase(
  name: string,
  args: GlobalDatabaseArgs,
  opts: pulumi.CustomResourceOptions,
): rds.GlobalCluster {
  const { engine, identifier, protect = true, firstActiveRegion, transform, version } = args;
  return new rds.GlobalCluster(
    ...transformed<rds.GlobalClusterArgs>(
      transform,
      name,
      {
        region: firstActiveRegion,
        globalClusterIdentifier: identifier,
        engine,
        engineVersion: version,
        storageEncrypted: true,
        deletionProtection: protect,
      },
      // The database's name is the primary cluster's. Read back from it, it would replace the global cluster
      // (hashicorp/terraform-provider-aws#39368).
      { ...opts, protect, ignoreChanges: ["region", "databaseName", "sourceDbClusterIdentifier"] },
    ),
  );
}
