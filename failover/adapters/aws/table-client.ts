import {
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Deployment } from "../../deployment";
import { leaseEndpoints } from "../../protocol/lease-endpoints";
import { encodeKey, type Item } from "../../protocol/lease-item";
import type { ItemKey } from "../../protocol/lease-keys";
import { Refused } from "../../protocol/ports";
import { bounded, isError } from "./bounded";

export type Update = Omit<UpdateItemCommandInput, "TableName" | "Key" | "ReturnValues">;

/** All endpoints must be tried within the shortest `callSeconds` of a step, 10 seconds. */
const ENDPOINT_SECONDS = 3;

/** The condition of a write does not hold. */
export class ConditionFailed extends Error {
  override name = "ConditionFailed";
}

/**
 * The lease table through the first of its regions that answers. The endpoint of a region that hosts a tier is used only in that
 * region, so that a failover does not wait for the endpoint of a lost region.
 */
export class TableClient {
  private readonly endpoints: readonly string[];

  /**
   * @param home the region that the caller acts for: the one that becomes active
   * @param clientOf a region's client
   */
  constructor(
    private readonly deployment: Pick<Deployment, "leaseTableName" | "leaseRegions" | "regions">,
    home: string,
    private readonly clientOf: (region: string) => DynamoDBClient,
  ) {
    this.endpoints = leaseEndpoints(home, deployment.leaseRegions, Object.keys(deployment.regions));
  }

  /** Reads the item with strong consistency; null if it does not exist. */
  async get(key: ItemKey): Promise<Item | null> {
    const { Item } = await this.anywhere((client) =>
      bounded(
        (options) =>
          client.send(
            new GetItemCommand({
              TableName: this.deployment.leaseTableName,
              Key: encodeKey(key),
              ConsistentRead: true,
            }),
            options,
          ),
        ENDPOINT_SECONDS,
      ),
    );
    return Item ?? null;
  }

  /**
   * Changes the item, in one write.
   * @throws ConditionFailed when `update`'s condition does not hold, also when an earlier attempt whose reply was lost changed the
   * item
   */
  async update(key: ItemKey, update: Update): Promise<void> {
    await this.anywhere(async (client) => {
      try {
        const command = new UpdateItemCommand({
          TableName: this.deployment.leaseTableName,
          Key: encodeKey(key),
          ...update,
        });
        await bounded((options) => client.send(command, options), ENDPOINT_SECONDS);
      } catch (error) {
        if (isError(error, "ConditionalCheckFailedException")) throw new ConditionFailed(error.message);
        throw error;
      }
    });
  }

  private async anywhere<T>(ask: (client: DynamoDBClient) => Promise<T>): Promise<T> {
    const faults: string[] = [];
    for (const region of this.endpoints) {
      try {
        return await ask(this.clientOf(region));
      } catch (error) {
        if (error instanceof ConditionFailed || error instanceof Refused) throw error;
        if (isError(error, "ResourceNotFoundException")) {
          throw new Refused(
            `lease table ${this.deployment.leaseTableName}: not in ${region}; deploy the global stack first`,
          );
        }
        faults.push(`${region}: ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`);
      }
    }
    throw new Error(`lease table ${this.deployment.leaseTableName}: no region answered (${faults.join("; ")})`);
  }
}
