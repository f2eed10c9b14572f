import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../protocol/lease-item";
import { LEASE_KEY } from "../../protocol/lease-keys";
import { bounded, clientSettings, isError } from "./bounded";
import { providerCredentials } from "./provider-credentials";

/** Time limit for each endpoint, so that all are tried while the operator waits. */
const ENDPOINT_SECONDS = 5;

/**
 * Reads the lease's item through the first endpoint that answers, with strong consistency.
 * @param endpoints the lease regions to call, in order
 * @param settings stack configuration, with the credentials under `aws:`
 * @returns undefined when the table or the item does not exist
 * @throws AggregateError with one error per endpoint, each prefixed by its region, when none answers or the caller may not read
 */
export async function readLeaseItem(
  tableName: string,
  endpoints: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Item | undefined> {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: { pk: { S: LEASE_KEY.pk } },
    ConsistentRead: true,
  });
  const errors: Error[] = [];
  for (const region of endpoints) {
    try {
      const credentials = await providerCredentials(settings, region);
      const client = new DynamoDBClient({ ...clientSettings(region), ...credentials });
      const { Item: item } = await bounded((options) => client.send(command, options), ENDPOINT_SECONDS);
      return item as Item | undefined;
    } catch (error) {
      if (isError(error, "ResourceNotFoundException")) return undefined;
      errors.push(new Error(`${region}: ${error instanceof Error ? error.message || error.name : error}`));
    }
  }
  throw new AggregateError(errors);
}
