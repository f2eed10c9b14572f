import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "../config/parse";
import { UserError } from "../errors";
import { bounded, clientSettings, isError } from "../failover/adapters/aws/bounded";
import { leaseEndpoints } from "../failover/protocol/lease-endpoints";
import { numberOf } from "../failover/protocol/lease-item";
import { LEASE_KEY } from "../failover/protocol/lease-keys";
import type { LiveLease } from "./update-guard";

/** Limit for each endpoint, so that all of them are tried while the operator waits. */
const ENDPOINT_SECONDS = 5;

/**
 * Reads the lease through the lease regions without a tier, because a region with one may be lost.
 * @param tableName the lease table's name
 * @param profile of the credentials; by default that of the running stack
 * @returns undefined when the table or the lease does not exist, because nothing has been deployed
 * @throws UserError when no endpoint answers, or the caller is not permitted to read
 */
export async function readLiveLease(
  config: RedoubtConfig,
  tableName: string,
  profile = new pulumi.Config("aws").get("profile"),
): Promise<LiveLease | undefined> {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: { pk: { S: LEASE_KEY.pk } },
    ConsistentRead: true,
  });
  const faults: string[] = [];
  for (const region of leaseEndpoints("", config.leaseRegions, Object.keys(config.regions))) {
    const client = new DynamoDBClient({ ...clientSettings(region), profile });
    try {
      const { Item } = await bounded((options) => client.send(command, options), ENDPOINT_SECONDS);
      if (Item === undefined) return undefined;
      return { active: Item.active?.S ?? "", epoch: numberOf(Item.epoch) ?? 0 };
    } catch (error) {
      if (isError(error, "ResourceNotFoundException")) return undefined;
      faults.push(`  ${region}: ${error instanceof Error ? error.message || error.name : error}`);
    }
  }
  throw new UserError(
    [
      `lease table ${tableName}: the live active region is unknown, and an update could reverse a failover:`,
      ...faults,
    ].join("\n"),
  );
}
