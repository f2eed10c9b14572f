import type * as pulumi from "@pulumi/pulumi";
import type { AuroraEngineName, RdsEngineName } from "../../config/database-engines";
import type { Tags } from "../../config/tags";
import type { DatabaseRole } from "./database-role";

/** Settings of a region's database of either kind. */
export interface CommonDatabaseSettings {
  readonly region: string;
  /** What this region's database is: the primary, a replica, or a former primary that a failover left behind. */
  readonly role: DatabaseRole;
  /** Raised by one to rebuild the database under a new name, as after a failover. */
  readonly generation: number;
  /** Enroll a new database in RDS Extended Support, which is charged once the version is past its standard support. */
  readonly extendedSupport: boolean;
  /** RDS instance class, such as db.m6g.large; db.serverless for Aurora Serverless v2. */
  readonly instanceClass: pulumi.Input<string>;
  /** Retention of automated backups, 1 to 35 days, in every role: a promoted database needs backups at once. */
  readonly retentionDays: pulumi.Input<number>;
  /** Daily backup window, hh:mm-hh:mm UTC. */
  readonly backupWindow: pulumi.Input<string>;
  /** Weekly maintenance window, ddd:hh:mm-ddd:hh:mm UTC. */
  readonly maintenanceWindow: pulumi.Input<string>;
  /** Key of the region that encrypts storage, backups and Performance Insights. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Protect the database against deletion; a primary also leaves a final snapshot.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/** Settings of an RDS instance with a cross-Region read replica. */
export interface RdsSettings {
  readonly engine: RdsEngineName;
  /**
   * Engine version. With a major version only, RDS chooses the minor version and upgrades it. A change upgrades the instance in
   * place; docs/major-upgrade.md has the order of the regions.
   */
  readonly version: string;
  /** Permit an update to change the major version; RDS refuses that otherwise. */
  readonly allowMajorVersionUpgrade: boolean;
  /**
   * Storage at creation, GiB. The provider ignores it when it creates a replica, which has that of its source, and changes it in the next
   * update (terraform-provider-aws#12548).
   * @default that of the source, for a replica
   */
  readonly storageGiB?: pulumi.Input<number>;
  /** Limit of storage autoscaling, GiB. */
  readonly maximumStorageGiB: pulumi.Input<number>;
  /**
   * Identifier of an existing instance of the region that is adopted as the first generation. Its settings are not changed; a rebuild
   * makes an instance with those of this program.
   * @default a new instance
   */
  readonly existing?: string;
}

/** Capacity of Aurora Serverless v2, in Aurora capacity units (about 2 GiB of memory each). */
export interface ServerlessCapacity {
  readonly minimumUnits: number;
  readonly maximumUnits: number;
}

/** Settings of a region's cluster of an Aurora Global Database. */
export interface AuroraSettings {
  readonly engine: AuroraEngineName;
  /** Complete engine version, such as 17.5, at creation; later the global cluster upgrades its members. */
  readonly version: string;
  /** Identifier of the global cluster. */
  readonly globalClusterIdentifier: pulumi.Input<string>;
  /** DB instances of the region. None makes a headless cluster, which replicates and serves nothing. */
  readonly instances: number;
  /** Names of the region's availability zones; the instances are placed in them in turn. */
  readonly zones: readonly string[];
  /**
   * Capacity of instances of the class db.serverless.
   * @default provisioned instances
   */
  readonly serverless?: ServerlessCapacity;
  /**
   * Largest loss that Aurora PostgreSQL permits, seconds, 20 or more. The primary pauses commits while every secondary is further
   * behind, so it is set on a primary that has a secondary only (Aurora User Guide, "Managing RPOs").
   * @default no limit
   */
  readonly rpoSeconds?: number;
}

export type RdsDatabaseSettings = CommonDatabaseSettings & RdsSettings;
export type AuroraDatabaseSettings = CommonDatabaseSettings & AuroraSettings;
