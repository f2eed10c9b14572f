import { DynamoDBClient, PutItemCommand, type PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { DynamoWatermarks } from "../../failover/adapters/aws/watermarks";
import type { Deployment } from "../../failover/deployment";
import { encodeKey, type Item } from "../../failover/protocol/lease-item";
import { acknowledgedKey, observationKey, replayedKey } from "../../failover/protocol/lease-keys";
import { active, standby } from "./deployment";

/**
 * Records beats as the sentinels of two regions do, because the local AWS runs no code of functions.
 * @param from the region whose database takes writes, in this epoch
 * @param to the region whose replica has replayed the beat of `behindSeconds` before
 * @param agoSeconds when the last beat was acknowledged: a while ago where the region is lost
 */
export async function recordBeats(
  deployment: Pick<Deployment, "leaseTableName" | "leaseRegions" | "regions">,
  {
    from,
    to,
    epoch,
    behindSeconds = 2,
    agoSeconds = 0,
  }: { from: string; to: string; epoch: number; behindSeconds?: number; agoSeconds?: number },
): Promise<void> {
  const table = new TableClient(deployment, to, (region) => new DynamoDBClient({ region }));
  const watermarks = new DynamoWatermarks(table);
  const [now, at] = [Date.now(), Date.now() - agoSeconds * 1000];
  await watermarks.recordAcknowledged(from, { epoch, at });
  await watermarks.recordReplayed(to, { epoch, at: at - behindSeconds * 1000 }, now);
}

/**
 * The lease table as the sentinels and the sites leave it when the active region was lost.
 * @param seconds how long ago
 * @param behind by how much each standby's database was behind, seconds
 */
export async function lostFor(
  { leaseTableName: TableName }: Deployment,
  seconds: number,
  behind: Readonly<Record<string, number>> = { [standby]: 2 },
): Promise<void> {
  const number = (value: number) => ({ N: String(value) });
  const [now, lost] = [Date.now(), Date.now() - seconds * 1000];
  const observation = { epoch: number(1), at: number(now), downSince: number(lost) };
  const replayed = Object.entries(behind).map(([region, by]) => [
    replayedKey(region).pk,
    { epoch: number(1), at: number(lost - by * 1000), readAt: number(now) },
  ]);
  const items: Record<string, Item> = {
    [acknowledgedKey(active).pk]: { epoch: number(1), at: number(lost) },
    ...Object.fromEntries(replayed),
    [observationKey(standby).pk]: observation,
    [observationKey("us-east-2").pk]: observation,
  };
  const client = new DynamoDBClient({ region: "us-east-2" });
  for (const [pk, item] of Object.entries(items)) {
    await client.send(
      new PutItemCommand({ TableName, Item: { ...encodeKey({ pk }), ...item } as PutItemCommandInput["Item"] }),
    );
  }
}
