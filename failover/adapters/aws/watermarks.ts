import { decodeRenewal } from "../../protocol/lease-item";
import { acknowledgedKey, type ItemKey, renewalKey, replayedKey } from "../../protocol/lease-keys";
import { type Beat, decodeAcknowledged, decodeReplayed, type ReplayedBeat, WATERMARK } from "../../protocol/watermarks";
import type { WatermarkPort } from "../../sentinel/sentinel";
import { ConditionFailed } from "./single-table";
import type { TableClient } from "./table-client";

/** The watermarks in the lease table. */
export class DynamoWatermarks implements WatermarkPort {
  constructor(private readonly table: TableClient) {}

  async recordAcknowledged(region: string, beat: Beat): Promise<void> {
    await this.raise(acknowledgedKey(region), beat);
  }

  async recordReplayed(region: string, beat: Beat, readAt: number): Promise<void> {
    await this.raise(replayedKey(region), beat, readAt);
  }

  /** The last beat that the region's database acknowledged, by a strongly consistent read. */
  async acknowledged(region: string): Promise<Beat | undefined> {
    return decodeAcknowledged(await this.table.get(acknowledgedKey(region)));
  }

  /** The last beat that the region's replica replayed, by a strongly consistent read. */
  async replayed(region: string): Promise<ReplayedBeat | undefined> {
    return decodeReplayed(await this.table.get(replayedKey(region)));
  }

  /** When an agent of the region last renewed the lease, by a strongly consistent read. */
  async renewedAt(region: string): Promise<number | undefined> {
    const item = await this.table.get(renewalKey(region));
    return item === null ? undefined : decodeRenewal(item)?.renewedAt;
  }

  /** A watermark only rises: a delayed write of an earlier round changes nothing. */
  private async raise(key: ItemKey, { epoch, at }: Beat, readAt?: number): Promise<void> {
    const names = { "#epoch": WATERMARK.epoch, "#at": WATERMARK.at };
    const values = { ":epoch": { N: String(epoch) }, ":at": { N: String(at) } };
    try {
      await this.table.update(key, {
        UpdateExpression: `SET #epoch = :epoch, #at = :at${readAt === undefined ? "" : ", #readAt = :readAt"}`,
        ConditionExpression: "attribute_not_exists(#epoch) OR #epoch < :epoch OR (#epoch = :epoch AND #at <= :at)",
        ExpressionAttributeNames: readAt === undefined ? names : { ...names, "#readAt": WATERMARK.readAt },
        ExpressionAttributeValues: readAt === undefined ? values : { ...values, ":readAt": { N: String(readAt) } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}
