import * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "../config/parse";
import { tierRegions } from "../config/topology";
import { UserError } from "../errors";
import { NoEndpointAnswered } from "../failover/adapters/aws/endpoints";
import { readLeaseItem } from "../failover/adapters/aws/lease-item-reader";
import { leaseEndpoints } from "../failover/protocol/lease-endpoints";
import { decodeLocation, numberOf } from "../failover/protocol/lease-item";
import type { LeaseTableLocation } from "../failover/protocol/lease-move";
import { Denied, InvalidCredentials } from "../failover/protocol/ports";
import type { LiveLease } from "./update-guard";

/**
 * Reads the lease through the lease regions without a tier, because a region with one may be lost.
 * @param tableName the lease table's name
 * @param settings configuration with the credentials under `aws:`; by default that of the running stack
 * @returns undefined when the table or the lease does not exist, because nothing has been deployed
 * @throws UserError when no endpoint answers, or the caller is not permitted to read
 */
export async function readLiveLease(
  config: RedoubtConfig,
  tableName: string,
  settings: Readonly<Record<string, string>> = pulumi.runtime.allConfig(),
): Promise<LiveLease | undefined> {
  const read = ({ regions, tableName: name }: LeaseTableLocation) => {
    const available = regions.filter((region) => !config.lost.includes(region));
    return readLeaseItem(name, leaseEndpoints("", available, tierRegions(config)), settings);
  };
  try {
    let item = await read({ tableName, regions: config.leaseRegions });
    for (let moved = item && decodeLocation(item); moved !== undefined; moved = item && decodeLocation(item)) {
      item = await read(moved);
      if (item === undefined) {
        throw new UserError(
          `lease table ${moved.tableName}: the lease is being moved to it; a controller completes the move within a minute, or redoubt lease move does`,
        );
      }
    }
    if (item === undefined) return undefined;
    const lastWriter = item.lastWriter?.S;
    return { active: item.active?.S ?? "", epoch: numberOf(item.epoch) ?? 0, ...(lastWriter && { lastWriter }) };
  } catch (error) {
    const unknown = `lease table ${tableName}: the live active region is unknown, and an update could reverse a failover:`;
    if (error instanceof NoEndpointAnswered) {
      throw new UserError([unknown, ...error.errors.map(({ message }: Error) => `  ${message}`)].join("\n"));
    }
    // Without valid credentials, or without the permission, the lease regions are not at fault.
    if (error instanceof InvalidCredentials || error instanceof Denied) {
      throw new UserError(`${error.message}\n${unknown.slice(0, -1)}`);
    }
    throw error;
  }
}

/** Finds those of the identifiers that are DB instances of the region, with the stack's credentials. */
export async function readDeployedDatabases(region: string, identifiers: readonly string[]): Promise<string[]> {
  // Loaded here, because few updates need it and the program should start fast.
  const { deployedDatabases } =
    require("../failover/adapters/aws/deployed-databases") as typeof import("../failover/adapters/aws/deployed-databases");
  return deployedDatabases(region, identifiers, pulumi.runtime.allConfig());
}
