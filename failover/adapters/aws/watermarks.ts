import { decodeRenewal } from "../../protocol/lease-item";
import { acknowledgedKey, type ItemKey, renewalKey, replayedKey } from "../../protocol/lease-keys";
import {
  type AcknowledgedBeat,
  type Beat,
  decodeAcknowledged,
  decodeReplayed,
  type ReplayedBeat,
  WATERMARK,
} from "../../protocol/watermarks";
import type { WatermarkPort } from "../../sentinel/sentinel";
import { ConditionFailed } from "./single-table";
import type { TableClient } from "./table-client";

/** The attributes that the next acknowledged beat removes. */
const FAILED = `${WATERMARK.failedSince}, ${WATERMARK.failedAt}`;

/** The watermarks in the lease table. */
export class DynamoWatermarks implements WatermarkPort {
  constructor(private readonly table: TableClient) {}

  async recordAcknowledged(region: string, beat: Beat): Promise<void> {
    await this.raise(acknowledgedKey(region), beat);
  }

  async recordFailed(region: string, { epoch, at }: Beat, pauseMs: number): Promise<void> {
    const names = { "#epoch": WATERMARK.epoch, "#at": WATERMARK.at, "#failedAt": WATERMARK.failedAt };
    const values = { ":epoch": { N: String(epoch) }, ":at": { N: String(at) } };
    // A delayed attempt changes nothing after a later beat or attempt.
    const isLast = "#epoch <= :epoch AND #at < :at";
    try {
      await this.table.update(acknowledgedKey(region), {
        UpdateExpression: "SET #failedAt = :at",
        ConditionExpression: `${isLast} AND #failedAt BETWEEN :from AND :at`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...values, ":from": { N: String(at - pauseMs) } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      await this.startSeries(region, { ...names, "#failedSince": WATERMARK.failedSince }, values, isLast);
    }
  }

  private async startSeries(
    region: string,
    names: Record<string, string>,
    values: Record<string, { N: string }>,
    isLast: string,
  ): Promise<void> {
    try {
      await this.table.update(acknowledgedKey(region), {
        UpdateExpression: "SET #failedSince = :at, #failedAt = :at",
        ConditionExpression: `${isLast} AND (attribute_not_exists(#failedAt) OR #failedAt < :at)`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  async recordReplayed(region: string, beat: Beat, readAt: number): Promise<void> {
    await this.raise(replayedKey(region), beat, readAt);
  }

  /** The last beat that the region's database acknowledged, by a strongly consistent read. */
  async acknowledged(region: string): Promise<AcknowledgedBeat | undefined> {
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
        UpdateExpression: `SET #epoch = :epoch, #at = :at${readAt === undefined ? ` REMOVE ${FAILED}` : ", #readAt = :readAt"}`,
        ConditionExpression: "attribute_not_exists(#epoch) OR #epoch < :epoch OR (#epoch = :epoch AND #at <= :at)",
        ExpressionAttributeNames: readAt === undefined ? names : { ...names, "#readAt": WATERMARK.readAt },
        ExpressionAttributeValues: readAt === undefined ? values : { ...values, ":readAt": { N: String(readAt) } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}
