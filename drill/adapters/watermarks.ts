import { decodeRenewal, type Item } from "../../failover/protocol/lease-item";
import { acknowledgedKey, type ItemKey, renewalKey, replayedKey } from "../../failover/protocol/lease-keys";
import type { WatermarksPort } from "../../failover/protocol/ports";
import {
  type AcknowledgedBeat,
  type Beat,
  decodeAcknowledged,
  decodeReplayed,
  type ReplayedBeat,
  withFailedAttempt,
} from "../../failover/protocol/watermarks";
import type { WatermarkPort } from "../../failover/sentinel/sentinel";
import type { LeaseStore } from "../testbed/lease/lease-store";

/** The watermarks in the drill's lease regions, with the keys and attributes that they have in the lease table. */
export class LocalWatermarks implements WatermarksPort, WatermarkPort {
  constructor(private readonly store: LeaseStore) {}

  async recordAcknowledged(region: string, { epoch, at }: Beat): Promise<void> {
    await this.record(acknowledgedKey(region), { epoch: number(epoch), at: number(at) });
  }

  async recordFailed(region: string, attempt: Beat, pauseMs: number): Promise<void> {
    const beat = await this.acknowledged(region);
    const failed = beat && withFailedAttempt(beat, attempt, pauseMs).failed;
    if (beat === undefined || failed === undefined) return;
    await this.record(acknowledgedKey(region), {
      epoch: number(beat.epoch),
      at: number(beat.at),
      failedSince: number(failed.since),
      failedAt: number(failed.at),
    });
  }

  async recordReplayed(region: string, { epoch, at }: Beat, readAt: number): Promise<void> {
    await this.record(replayedKey(region), { epoch: number(epoch), at: number(at), readAt: number(readAt) });
  }

  async acknowledged(region: string): Promise<AcknowledgedBeat | undefined> {
    return decodeAcknowledged(await this.item(acknowledgedKey(region)));
  }

  async replayed(region: string): Promise<ReplayedBeat | undefined> {
    return decodeReplayed(await this.item(replayedKey(region)));
  }

  async renewedAt(region: string): Promise<number | undefined> {
    const item = await this.item(renewalKey(region));
    return item === null ? undefined : decodeRenewal(item)?.renewedAt;
  }

  private async item({ pk }: ItemKey): Promise<Item | null> {
    const text = await this.store.read(pk);
    return text === null ? null : (JSON.parse(text) as Item);
  }

  /** One sentinel writes a key, in order, so that the value read just before is the one that it replaces. */
  private async record({ pk }: ItemKey, item: Item): Promise<void> {
    await this.store.replace(pk, await this.store.read(pk), JSON.stringify(item));
  }
}

function number(value: number) {
  return { N: String(value) };
}
