import type * as pulumi from "@pulumi/pulumi";
import { readExistingDatabase } from "../components/database/existing-database";
import { type ExistingNetwork, readExistingNetwork } from "../components/network/existing-network";
import { isAurora } from "../config/database-engines";
import type { RedoubtConfig } from "../config/parse";
import { databaseVersion, type RegionPlan } from "../config/topology";

/** What a region's stack uses of what exists. */
export interface ExistingResources {
  readonly network?: ExistingNetwork;
  /** Arguments of an adopted database. */
  readonly database?: { readonly existing: string; readonly securityGroupId: string };
}

/**
 * Reads and checks the existing resources that the configuration names.
 * @throws UserError with all errors of a resource
 */
export async function existingResources(
  config: RedoubtConfig,
  plan: RegionPlan,
  opts: pulumi.InvokeOptions,
): Promise<ExistingResources> {
  const { database, network, region } = plan;
  const path = `regions.${region}`;
  const ids = network && (await readExistingNetwork({ ...network, region, path: `${path}.network` }, opts));
  const { existing, generation } = database;
  const { engine, username } = config.database;
  // A rebuild makes an instance of the program's own.
  if (existing === undefined || generation > 1 || isAurora(engine)) return { network: ids };
  const version = databaseVersion(config, region);
  const selection = { region, path: `${path}.database.existing`, identifier: existing, engine, version, username };
  const { securityGroupId } = await readExistingDatabase(selection, opts);
  return { network: ids, database: { existing, securityGroupId } };
}
