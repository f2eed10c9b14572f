import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";
import type {
  AuroraSettings,
  CommonDatabaseSettings,
  RdsSettings,
  ServerlessCapacity,
} from "../../components/database/database-settings";
import type { DatabaseSurroundings } from "../../components/database/replicated-database-args";
import { UserError } from "../../errors";
import type { DatabaseEngine, DatabaseKind } from "../enumerations";

export interface ReplicatedDatabaseArgs {
  readonly tags?: CommonDatabaseSettings["tags"];
  readonly protect?: CommonDatabaseSettings["protect"];
  readonly generation?: CommonDatabaseSettings["generation"];
  readonly extendedSupport?: CommonDatabaseSettings["extendedSupport"];
  readonly instanceClass?: CommonDatabaseSettings["instanceClass"];
  readonly retentionDays?: CommonDatabaseSettings["retentionDays"];
  readonly backupWindow?: CommonDatabaseSettings["backupWindow"];
  readonly maintenanceWindow?: CommonDatabaseSettings["maintenanceWindow"];
  readonly version?: RdsSettings["version"];
  readonly allowMajorVersionUpgrade?: RdsSettings["allowMajorVersionUpgrade"];
  readonly storageGiB?: RdsSettings["storageGiB"];
  readonly maximumStorageGiB?: RdsSettings["maximumStorageGiB"];
  readonly accountId?: DatabaseSurroundings["accountId"];
  readonly logRetentionDays?: DatabaseSurroundings["logRetentionDays"];
  readonly identifierPrefix?: DatabaseSurroundings["identifierPrefix"];
  readonly lagLimitSeconds?: DatabaseSurroundings["lagLimitSeconds"];
  readonly leaseTableName?: DatabaseSurroundings["leaseTableName"];
  readonly clientSecurityGroupId?: DatabaseSurroundings["clientSecurityGroupId"];
  readonly clientEgress?: DatabaseSurroundings["clientEgress"];
  readonly securityGroupId?: DatabaseSurroundings["securityGroupId"];
  readonly logKeyArn?: DatabaseSurroundings["logKeyArn"];
  readonly alarmTopicArn?: DatabaseSurroundings["alarmTopicArn"];
  readonly globalClusterIdentifier?: AuroraSettings["globalClusterIdentifier"];
  readonly instances?: AuroraSettings["instances"];
  readonly rpoSeconds?: AuroraSettings["rpoSeconds"];
  readonly network: library.DatabaseNetwork;
  /** ARN of the key of the region that encrypts storage, backups and Performance Insights. */
  readonly keyArn: pulumi.Input<string>;
  /** ARN of the DB instance in another region that this one replicates. A database has a source or a role. */
  readonly sourceArn?: pulumi.Input<string>;
  /** What this region's database is where it has no source. */
  readonly role?: DatabaseRole;
  /** The default is postgres. */
  readonly engine?: DatabaseEngine;
  /** Of Aurora: names of the region's availability zones; the instances are placed in them in turn. */
  readonly zones?: string[];
  /** Of Aurora: capacity of instances of the class db.serverless. */
  readonly serverless?: ServerlessCapacity;
}

/** What a region's database is. */
export interface DatabaseRole {
  readonly kind: DatabaseKind;
  /** Of a primary and a quarantined database: name of the database that is created with the instance. */
  readonly databaseName?: pulumi.Input<string>;
  /** Of a primary and a quarantined database: name of the master user. */
  readonly username?: pulumi.Input<string>;
  /** Of a primary and a quarantined database: password of the master user. Secret. */
  readonly password?: pulumi.Input<string>;
  /** Of a replica: ARN of the instance in another region that it follows. */
  readonly sourceArn?: pulumi.Input<string>;
}

/**
 * The database in one region: a Multi-AZ RDS instance that is the primary or a cross-Region replica of it, or a cluster of an Aurora
 * Global Database. A change of role updates the database in place, and its endpoint stays the same.
 */
export class ReplicatedDatabase extends pulumi.ComponentResource {
  /** ARN of the instance or cluster. */
  readonly arn: pulumi.Output<string>;
  /** Identifier of the instance or cluster. */
  readonly identifier: pulumi.Output<string>;
  /** DbiResourceId or DbClusterResourceId, which a rebuild changes. */
  readonly resourceId: pulumi.Output<string>;
  /** Host name to which the region's application connects. */
  readonly host: pulumi.Output<string>;
  /** Host name that answers reads in a standby too; the same as `host` for RDS. */
  readonly readerHost: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** Security group of the database. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ReplicatedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedDatabase", name, {}, opts);
    const { keyArn, role, sourceArn, ...settings } = args;
    // The library checks the combination of engine and settings, which its types express.
    const database = new library.ReplicatedDatabase(
      name,
      {
        ...settings,
        key: keyArn,
        ...(sourceArn !== undefined && { source: sourceArn }),
        ...(role && { role: libraryRole(name, role) }),
      } as library.ReplicatedDatabaseArgs,
      { parent: this },
    );
    this.arn = database.arn;
    this.identifier = database.identifier;
    this.resourceId = database.resourceId;
    this.host = database.host;
    this.readerHost = database.readerHost;
    this.port = pulumi.output(database.port);
    this.securityGroupId = database.securityGroupId;
    this.registerOutputs({ arn: this.arn, host: this.host });
  }
}

/** @throws UserError for a role without what its kind needs */
function libraryRole(name: string, role: DatabaseRole): library.DatabaseRole {
  const needed =
    role.kind === "replica" ? (["sourceArn"] as const) : (["databaseName", "username", "password"] as const);
  const missing = needed.filter((key) => role[key] === undefined);
  if (missing.length > 0) {
    const lines = missing.map((key) => `${name}: role.${key}: got none; a ${role.kind} database needs it`);
    throw new UserError(lines.join("\n"));
  }
  return role as library.DatabaseRole;
}
