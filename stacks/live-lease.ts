import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "../config/parse";
import { UserError } from "../errors";
import { bounded, clientSettings, isError } from "../failover/adapters/aws/bounded";
import { leaseEndpoints } from "../failover/protocol/lease-endpoints";
import { numberOf } from "../failover/protocol/lease-item";
import { LEASE_KEY } from "../failover/protocol/lease-keys";
import type { LiveLease } from "./update-guard";

/** One endpoint after the other must have had its turn within what a person waits for. */
const ENDPOINT_SECONDS = 5;

/**
 * What the lease table says, through a lease region that hosts no tier: a region that may be lost is not asked.
 * @param tableName the lease table's name
 * @param profile of the credentials; the running stack's own where absent
 * @returns undefined when there is no table, or no lease in it, because nothing was deployed yet
 * @throws UserError when no endpoint answers, or the caller may not read
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
      `lease table ${tableName}: no region tells which one is active, and an update might undo a failover:`,
      ...faults,
    ].join("\n"),
  );
}
