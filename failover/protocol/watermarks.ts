/** One sign of life of the database that takes writes: a row that is overwritten every few seconds. */
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

/** Key of the item that holds the last beat that a region's database acknowledged: `epoch` N, `at` N. Written by that region's sentinel. */
export function acknowledgedKey(region: string) {
  return { pk: `acknowledged#${region}` };
}

/** Key of the item that holds the last beat that a region's replica replayed: `epoch` N, `at` N, `readAt` N. Written by that region's sentinel. */
export function replayedKey(region: string) {
  return { pk: `replayed#${region}` };
}

/** Names of the attributes of both items. */
export const WATERMARK = { epoch: "epoch", at: "at", readAt: "readAt" } as const;

type NumberAttributes = Readonly<Record<string, { readonly N?: string } | undefined>>;

/** The acknowledged beat in an item; undefined where the item is absent or has none. */
export function decodeAcknowledged(item: NumberAttributes | null): Beat | undefined {
  const epoch = numberIn(item, WATERMARK.epoch);
  const at = numberIn(item, WATERMARK.at);
  return epoch === undefined || at === undefined ? undefined : { epoch, at };
}

/** The replayed beat in an item; undefined where the item is absent or has none. */
export function decodeReplayed(item: NumberAttributes | null): ReplayedBeat | undefined {
  const beat = decodeAcknowledged(item);
  const readAt = numberIn(item, WATERMARK.readAt);
  return beat === undefined || readAt === undefined ? undefined : { ...beat, readAt };
}

function numberIn(item: NumberAttributes | null, name: string): number | undefined {
  const text = item?.[name]?.N;
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) ? value : undefined;
}
