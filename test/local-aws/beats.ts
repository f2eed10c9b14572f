import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { DynamoWatermarks } from "../../failover/adapters/aws/watermarks";
import type { Deployment } from "../../failover/deployment";

/**
 * Records beats as the sentinels of two regions do, because the local AWS runs no code of functions.
 * @param from the region whose database takes writes, in this epoch
 * @param to the region whose replica has replayed the beat of `behindSeconds` ago
 */
export async function recordBeats(
  deployment: Pick<Deployment, "leaseTableName" | "leaseRegions" | "regions">,
  { from, to, epoch, behindSeconds = 2 }: { from: string; to: string; epoch: number; behindSeconds?: number },
): Promise<void> {
  const table = new TableClient(deployment, to, (region) => new DynamoDBClient({ region }));
  const watermarks = new DynamoWatermarks(table);
  const now = Date.now();
  await watermarks.recordAcknowledged(from, { epoch, at: now });
  await watermarks.recordReplayed(to, { epoch, at: now - behindSeconds * 1000 }, now);
}
