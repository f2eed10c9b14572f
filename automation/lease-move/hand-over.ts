import type { RedoubtConfig } from "../../config/parse";
import { stackPlans, tierRegions } from "../../config/topology";
import { UserError } from "../../errors";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { DynamoJournal } from "../../failover/adapters/aws/journal";
import { leaseMovePorts } from "../../failover/adapters/aws/lease";
import { SingleTable } from "../../failover/adapters/aws/single-table";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { moveLease } from "../../failover/lease-move/move";
import { LEASE_KEY } from "../../failover/protocol/lease-keys";
import type { LeaseTableLocation } from "../../failover/protocol/lease-move";
import { LeaseConflict, Refused } from "../../failover/protocol/ports";
import { readDeployment } from "../deployment";
import { ProjectWorkspace } from "../workspace";
import { type ConfiguredTable, recordMoved } from "./recorded-move";

interface HandOver {
  readonly config: RedoubtConfig;
  readonly current: ConfiguredTable;
  readonly destination: ConfiguredTable;
  /** A table's name. */
  readonly name: (table: ConfiguredTable) => string;
  readonly lost: readonly string[] | undefined;
}

/**
 * Moves the lease, and records it in the project's file.
 * @throws UserError when a region's roles may not use the other table yet, one of its regions does not answer, or a run has not ended
 */
export async function handOver(file: string, { config, current, destination, name, lost }: HandOver): Promise<void> {
  await requireUpdated(await ProjectWorkspace.open(file, lost), name(destination));
  const { deployment } = await readDeployment({ project: file, lost });
  const sites = destination.regions.filter((region) => !tierRegions(config).includes(region));
  const tiers = destination.regions.filter((region) => !sites.includes(region));
  const location: LeaseTableLocation = { tableName: name(destination), regions: [...sites, ...tiers] };
  await requireAnswers(location);
  // No home region: a lease region with a tier may be lost.
  const client = new TableClient(deployment, "", dynamodbClient);
  const source = client.at({ tableName: name(current), regions: current.regions });
  const target = client.at(location);
  const ports = leaseMovePorts(source, target, tierRegions(config));
  try {
    await moveLease(ports, new DynamoJournal(source), location);
  } catch (error) {
    if (error instanceof Refused) throw new UserError(error.message);
    if (error instanceof LeaseConflict) throw new UserError(`${error.message}; run the same command again`);
    throw error;
  }
  recordMoved(file, current, destination);
}

/** Every reader follows a lease that was moved, if its role may use the other table. */
async function requireUpdated(workspace: ProjectWorkspace, table: string): Promise<void> {
  const { config } = workspace;
  const faults: string[] = [];
  for (const { region, stack } of stackPlans(config)) {
    if (region === undefined || config.lost.includes(region)) continue;
    const { leaseTables } = await workspace.outputs(stack);
    if (!Array.isArray(leaseTables) || !leaseTables.includes(table)) faults.push(stack);
  }
  if (faults.length === 0) return;
  throw new UserError(
    `lease table ${table}: the roles of ${faults.join(", ")} may not use it yet; run redoubt up first`,
  );
}

/** Each region of the table must answer: the lease would begin with one loss otherwise. */
async function requireAnswers({ regions, tableName }: LeaseTableLocation): Promise<void> {
  await Promise.all(
    regions.map(async (region) => {
      const table = new SingleTable({ tableName, regions: [region] }, region, [], dynamodbClient);
      try {
        await table.get(LEASE_KEY);
      } catch (error) {
        throw new UserError(`lease table ${tableName}: ${error instanceof Error ? error.message : error}`);
      }
    }),
  );
}
