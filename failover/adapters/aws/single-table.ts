import {
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { leaseEndpoints } from "../../protocol/lease-endpoints";
import { encodeKey, type Item } from "../../protocol/lease-item";
import type { ItemKey } from "../../protocol/lease-keys";
import type { LeaseTableLocation } from "../../protocol/lease-move";
import { Refused } from "../../protocol/ports";
import { bounded, isError } from "./bounded";
import { Endpoints } from "./endpoints";

export type Update = Omit<UpdateItemCommandInput, "TableName" | "Key" | "ReturnValues">;

/** Time for one endpoint, seconds: all three are called within the shortest step's time for a call, 10 seconds. */
const ENDPOINT_SECONDS = 3;

/** The condition of a write does not hold. */
export class ConditionFailed extends Error {
  override name = "ConditionFailed";
}

/**
 * One lease table through one of its regions that answers. A region with a tier is called only on its own behalf: a failover must not
 * wait for the endpoint of the region that is lost.
 */
export class SingleTable {
  private readonly endpoints: Endpoints;

  /**
   * @param home the region on whose behalf the table is called: the one that becomes active
   * @param tierRegions the regions of the topology
   * @param clientOf a region's client
   */
  constructor(
    readonly location: LeaseTableLocation,
    home: string,
    tierRegions: readonly string[],
    private readonly clientOf: (region: string) => DynamoDBClient,
  ) {
    const { regions, tableName } = location;
    this.endpoints = new Endpoints(`lease table ${tableName}`, leaseEndpoints(home, regions, tierRegions));
  }

  /** Reads the item with strong consistency; null if it does not exist. */
  async get(key: ItemKey): Promise<Item | null> {
    const { Item } = await this.anywhere((client) =>
      bounded(
        (options) =>
          client.send(
            new GetItemCommand({
              TableName: this.location.tableName,
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
          TableName: this.location.tableName,
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

  private anywhere<T>(call: (client: DynamoDBClient) => Promise<T>): Promise<T> {
    return this.endpoints.first(
      async (region) => {
        try {
          return await call(this.clientOf(region));
        } catch (error) {
          if (!isError(error, "ResourceNotFoundException")) throw error;
          throw new Refused(`lease table ${this.location.tableName}: not in ${region}; deploy the global stack first`);
        }
      },
      (error) => error instanceof ConditionFailed,
    );
  }
}
