import { type Item, numberOf } from "./lease-item";

/** A heartbeat of the database that takes writes: a row that is overwritten every few seconds. */
export interface Beat {
  /** Epoch of the lease under which it was committed. */
  readonly epoch: number;
  /** When it was committed, by the clock of the sentinel that committed it, milliseconds since 1970. */
  readonly at: number;
}

/** A beat that a replica replayed. */
export interface ReplayedBeat extends Beat {
  /** When it was read from the replica, by the clock of the sentinel that read it, milliseconds since 1970. */
  readonly readAt: number;
}

/** Names of the attributes of both items. */
export const WATERMARK = { epoch: "epoch", at: "at", readAt: "readAt" } as const;

/** The acknowledged beat in an item; undefined if the item is absent or has none. */
export function decodeAcknowledged(item: Item | null): Beat | undefined {
  const epoch = numberOf(item?.[WATERMARK.epoch]);
  const at = numberOf(item?.[WATERMARK.at]);
  return epoch === null || at === null ? undefined : { epoch, at };
}

/** The replayed beat in an item; undefined if the item is absent or has none. */
export function decodeReplayed(item: Item | null): ReplayedBeat | undefined {
  const beat = decodeAcknowledged(item);
  const readAt = numberOf(item?.[WATERMARK.readAt]);
  return beat === undefined || readAt === null ? undefined : { ...beat, readAt };
}
