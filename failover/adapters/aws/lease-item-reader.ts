import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../protocol/lease-item";
import { LEASE_KEY } from "../../protocol/lease-keys";
import { bounded, clientSettings, isError } from "./bounded";
import { withNamedErrors } from "./clients/named-errors";
import { Endpoints } from "./endpoints";
import { providerCredentials } from "./provider-credentials";

/** Time limit for each endpoint, so that all are tried while the operator waits. */
const ENDPOINT_SECONDS = 5;

/** Endpoints by table: an operation on several stacks reads the lease once for each in one process. */
const endpointsOf = new Map<string, Endpoints>();

/**
 * Reads the lease's item through the first endpoint that answers, with strong consistency.
 * @param endpoints the lease regions to call, in order
 * @param settings stack configuration, with the credentials under `aws:`
 * @returns undefined when the table or the item does not exist
 * @throws NoEndpointAnswered with one error per endpoint, each prefixed by its region, when none answers
 * @throws InvalidCredentials, Denied
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
  const key = `${tableName} ${endpoints.join(" ")}`;
  const known = endpointsOf.get(key) ?? new Endpoints(`lease table ${tableName}`, endpoints);
  endpointsOf.set(key, known);
  try {
    return await known.first(
      async (region) => {
        const credentials = await providerCredentials(settings, region);
        const client = withNamedErrors(new DynamoDBClient({ ...clientSettings(region), ...credentials }));
        const { Item: item } = await bounded((options) => client.send(command, options), ENDPOINT_SECONDS);
        return item as Item | undefined;
      },
      (error) => isError(error, "ResourceNotFoundException"),
    );
  } catch (error) {
    if (isError(error, "ResourceNotFoundException")) return undefined;
    throw error;
  }
}
