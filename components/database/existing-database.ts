import { getInstance } from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES, type RdsEngineName } from "../../config/database-engines";
import { majorVersion } from "../../config/database-engines/engine";
import { UserError } from "../../errors";

export interface ExistingDatabaseSelection {
  readonly region: string;
  /** Location of the identifier in the configuration, which messages name. */
  readonly path: string;
  readonly identifier: string;
  readonly engine: RdsEngineName;
  readonly version: string;
  /** Name of the master user. */
  readonly username: string;
}

/** What the program uses of an adopted database. */
export interface ExistingDatabase {
  /** Its security group, which gets the rules of the application tier and the sentinel. */
  readonly securityGroupId: string;
}

/**
 * Reads an existing DB instance and checks that it can be the source of a replica in another region. Each error names the command or
 * procedure that removes it.
 * @throws UserError with all errors
 */
export async function readExistingDatabase(
  selection: ExistingDatabaseSelection,
  opts: pulumi.InvokeOptions,
): Promise<ExistingDatabase> {
  const { identifier, path, region } = selection;
  const found = await getInstance({ region, dbInstanceIdentifier: identifier }, opts).catch((error: Error) => {
    throw new UserError(`${path}: got ${identifier}, which cannot be read in ${region}: ${error.message}`);
  });
  const faults = obstacles(selection, found);
  if (faults.length > 0) throw new UserError(faults.map((fault) => `${path}: ${identifier} ${fault}`).join("\n"));
  return { securityGroupId: found.vpcSecurityGroups[0] ?? "" };
}

/** What of an instance is known; a preview without credentials knows nothing but the security groups. */
type KnownInstance = Partial<
  Pick<
    Awaited<ReturnType<typeof getInstance>>,
    | "backupRetentionPeriod"
    | "engine"
    | "engineVersion"
    | "masterUsername"
    | "masterUserSecrets"
    | "replicateSourceDb"
    | "storageEncrypted"
    | "vpcSecurityGroups"
  >
>;

/** What prevents the adoption of an instance, each with the fix. */
export function obstacles(
  { engine, identifier, region, username, version }: ExistingDatabaseSelection,
  found: KnownInstance,
): string[] {
  const modify = `aws rds modify-db-instance --region ${region} --db-instance-identifier ${identifier}`;
  const major = (text: string) => majorVersion(DATABASE_ENGINES[engine], text);
  const otherMajor =
    found.engine === engine && found.engineVersion !== undefined && major(found.engineVersion) !== major(version);
  const checks: readonly (readonly [present: boolean, message: string])[] = [
    [
      found.storageEncrypted === false,
      "is not encrypted, and RDS cannot encrypt it in place: restore an encrypted copy of a snapshot (docs/adopt.md)",
    ],
    [
      found.backupRetentionPeriod === 0,
      `has no automated backups, which a replica needs: ${modify} --backup-retention-period 14 (RDS restarts the instance)`,
    ],
    [
      (found.masterUserSecrets ?? []).length > 0,
      `has a password that RDS manages, and then no replica: ${modify} --no-manage-master-user-password --master-user-password PASSWORD`,
    ],
    [Boolean(found.replicateSourceDb), `is a replica of ${found.replicateSourceDb}; name the primary`],
    [found.engine !== undefined && found.engine !== engine, `has engine ${found.engine}; set database.engine to it`],
    [otherMajor, `has version ${found.engineVersion}; set database.version to it`],
    [
      found.masterUsername !== undefined && found.masterUsername !== username,
      `has master user ${found.masterUsername}; set database.username to it`,
    ],
    [found.vpcSecurityGroups?.length === 0, "has no VPC security group; move it to a VPC"],
  ];
  return checks.filter(([present]) => present).map(([, message]) => message);
}
