import { UserError } from "../../errors";
import type { AwsClients } from "../../failover/adapters/aws/clients";
import { rdsClient } from "../../failover/adapters/aws/clients/rds";
import { liftDeletionProtection } from "../../failover/adapters/aws/deletion-protection";
import { resourcesOf } from "../../failover/adapters/aws/resources";
import type { FailoverPorts } from "../../failover/protocol/ports";
import type { DeployedSystem } from "../deployment";
import type { Rebuild } from "../reconcile/recorded-configuration";
import { notStarted } from "./ports";
import type { ProposedChange } from "./types";

/**
 * Where the region's database is a former primary, or a replica of one, lifts its deletion protection, so that the next update can
 * replace it by a replica of the active region's. A final snapshot of a former primary remains.
 * @throws UserError while Aurora replaces the primary, or turns the former primary into a secondary by itself
 * @param clients replace AWS in tests
 * @returns the rebuild to record in the configuration; undefined when the database is a replica of the active region's already
 */
export async function prepareRebuild(
  { config, deployment }: Pick<DeployedSystem, "config" | "deployment">,
  region: string,
  ports: FailoverPorts,
  confirm: (change: ProposedChange) => Promise<void>,
  clients: Pick<AwsClients, "rds"> = { rds: rdsClient },
): Promise<Rebuild | undefined> {
  const [lease, database] = await Promise.all([ports.lease.read(), ports.database.describe(region)]).catch(notStarted);
  if (database.role === "rejoining") {
    throw new UserError(
      `database of ${region}: Aurora is resynchronizing it with ${lease.lastWriter}; wait until it is a secondary again, or remove it with aws rds remove-from-global-cluster and run this command again`,
    );
  }
  if (database.role === "demoting") {
    throw new UserError(
      `database of ${region}: Aurora is replacing it as the primary of the global database; wait until that has ended and run this command again`,
    );
  }
  const isFormerPrimary = database.role === "primary" && lease.lastWriter !== region;
  const followsFormerPrimary = database.role === "replica" && database.source !== lease.lastWriter;
  if (!isFormerPrimary && !followsFormerPrimary) return undefined;
  const { databaseIdentifier } = resourcesOf(deployment, region);
  const generation = (config.regions[region]?.database.generation ?? 1) + 1;
  const lines = [
    isFormerPrimary
      ? `rebuild the database of ${region}: ${databaseIdentifier} is a former primary; ${lease.lastWriter} has taken the writes since`
      : `rebuild the database of ${region}: ${databaseIdentifier} replicates from ${database.source}; ${lease.lastWriter} has taken the writes since`,
    " 1. lift its deletion protection, so that redoubt up can replace it",
    ` 2. in the project's file, remove ${region} from redoubt:quarantined and set its database.generation to ${generation}`,
    `then redoubt up creates a replica and deletes the old instance (IRREVERSIBLE${isFormerPrimary ? "; a final snapshot remains" : ""}), and redoubt failback switches over`,
  ];
  await confirm({ region, lines, resumed: false });
  await liftDeletionProtection(clients.rds(region), databaseIdentifier, deployment);
  return { region, databaseIdentifier, generation };
}
