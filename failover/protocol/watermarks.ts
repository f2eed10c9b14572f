import { type Item, numberOf } from "./lease-item";

/** A heartbeat of the database that takes writes: a row that is overwritten every few seconds. */
export interface Beat {
  /** Epoch of the lease under which it was committed. */
  readonly epoch: number;
  /** When it was committed, by the clock of the sentinel that committed it, milliseconds since 1970. */
  readonly at: number;
}

/**
 * An unbroken series of attempts to commit a beat that failed because the database did not answer or takes no writes. It is the
 * sentinel's evidence that the database is lost; a sentinel that has stopped leaves none.
 */
export interface FailedAttempts {
  /** When its first attempt had failed, by the clock of the sentinel, milliseconds since 1970. */
  readonly since: number;
  /** When its last attempt had failed. */
  readonly at: number;
}

/** The last beat that a database acknowledged, and what failed after it. */
export interface AcknowledgedBeat extends Beat {
  readonly failed?: FailedAttempts;
}

/** A beat that a replica replayed. */
export interface ReplayedBeat extends Beat {
  /** When it was read from the replica, by the clock of the sentinel that read it, milliseconds since 1970. */
  readonly readAt: number;
}

/** Names of the attributes of both items. */
export const WATERMARK = {
  epoch: "epoch",
  at: "at",
  readAt: "readAt",
  failedSince: "failedSince",
  failedAt: "failedAt",
} as const;

/**
 * The longest pause between two attempts of one series, milliseconds. A beat interval passes between two attempts, each lasts up to two
 * (connection and statement), and the next invocation may start late.
 */
export function seriesPauseMs(beatSeconds: number): number {
  return 6 * beatSeconds * 1000;
}

/**
 * The acknowledged beat after another attempt had failed: the series goes on, or a new one starts after a longer pause. A delayed attempt
 * changes nothing after a later beat.
 */
export function withFailedAttempt(beat: AcknowledgedBeat, { epoch, at }: Beat, pauseMs: number): AcknowledgedBeat {
  const { failed } = beat;
  if (beat.epoch > epoch || beat.at >= at || (failed !== undefined && failed.at > at)) return beat;
  const goesOn = failed !== undefined && at - failed.at <= pauseMs;
  return { ...beat, failed: { since: goesOn ? failed.since : at, at } };
}

/** The acknowledged beat in an item; undefined if the item is absent or has none. */
export function decodeAcknowledged(item: Item | null): AcknowledgedBeat | undefined {
  const beat = decodeBeat(item);
  const since = numberOf(item?.[WATERMARK.failedSince]);
  const at = numberOf(item?.[WATERMARK.failedAt]);
  return beat === undefined || since === null || at === null ? beat : { ...beat, failed: { since, at } };
}

/** The replayed beat in an item; undefined if the item is absent or has none. */
export function decodeReplayed(item: Item | null): ReplayedBeat | undefined {
  const beat = decodeBeat(item);
  const readAt = numberOf(item?.[WATERMARK.readAt]);
  return beat === undefined || readAt === null ? undefined : { ...beat, readAt };
}

function decodeBeat(item: Item | null): Beat | undefined {
  const epoch = numberOf(item?.[WATERMARK.epoch]);
  const at = numberOf(item?.[WATERMARK.at]);
  return epoch === null || at === null ? undefined : { epoch, at };
}
