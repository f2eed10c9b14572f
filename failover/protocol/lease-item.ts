import type { ItemKey } from "./lease-keys";
import { LEASE_KEY, renewalKey } from "./lease-keys";
import type { LeaseTableLocation } from "./lease-move";
import type { Lease, PublishedTiming } from "./types";

/** A DynamoDB attribute value of the types that the lease table uses. */
export interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly L?: readonly Attribute[];
  readonly M?: Readonly<Record<string, Attribute>>;
}

/** An item of the lease table as the DynamoDB API represents it. */
export type Item = Readonly<Record<string, Attribute>>;

/** Attributes of the lease item. The lease agent (lease-agent/agent.py) reads the same names; a shared fixture tests both. */
const LEASE = {
  active: "active",
  epoch: "epoch",
  writes: "writes",
  lastWriter: "lastWriter",
  writer: "writer",
  quarantined: "quarantined",
  leaseSeconds: "leaseSeconds",
  writeSeconds: "writeSeconds",
  longestSeconds: "longestSeconds",
  run: "run",
} as const;

/** Attribute of a lease item from which the lease was moved: the table that has it now. The agent reads the same names. */
export const MOVED_TO = "movedTo";
const LOCATION = { table: "table", regions: "regions" } as const;

/** Attributes of a renewal item. */
const RENEWAL = {
  epoch: "epoch",
  renewedAt: "renewedAt",
  leaseSeconds: "leaseSeconds",
  enforcedAt: "enforcedAt",
  unenforcedAt: "unenforcedAt",
} as const;

/** A region's newest renewal. */
export interface Renewal {
  /** The epoch that the agent read. */
  readonly epoch: number;
  /** Milliseconds since 1970, by the agent's wall clock. */
  readonly renewedAt: number;
  /** The longest lease that an agent of the region used in this epoch; undefined if none published it. */
  readonly leaseSeconds?: number;
}

/** The lease that the first deployment writes: `region` may write, in epoch 1. */
export function firstLease(active: string, timing: Pick<PublishedTiming, "leaseSeconds" | "writeSeconds">): Lease {
  return {
    active,
    epoch: 1,
    writes: "open",
    lastWriter: active,
    writer: null,
    quarantined: [],
    timing: { ...timing, longestSeconds: timing.leaseSeconds + timing.writeSeconds },
    run: null,
    renewedAt: null,
  };
}

/** The lease as its item; `renewedAt` belongs to the renewal item. */
export function encodeLease(lease: Lease) {
  const { timing } = lease;
  return {
    pk: text(LEASE_KEY.pk),
    [LEASE.active]: text(lease.active),
    [LEASE.epoch]: number(lease.epoch),
    [LEASE.writes]: text(lease.writes),
    [LEASE.lastWriter]: text(lease.lastWriter),
    [LEASE.quarantined]: { L: lease.quarantined.map(text) },
    [LEASE.leaseSeconds]: number(timing.leaseSeconds),
    [LEASE.writeSeconds]: number(timing.writeSeconds),
    [LEASE.longestSeconds]: number(timing.longestSeconds),
    ...(lease.writer !== null && { [LEASE.writer]: text(lease.writer) }),
    ...(lease.run !== null && { [LEASE.run]: text(lease.run) }),
  };
}

/** Every attribute that a lease item can have, apart from its key and the location to which it was moved. */
export const LEASE_ATTRIBUTES: readonly string[] = Object.values(LEASE);

/** A table's location as an attribute of the lease item. */
export function encodeLocation({ tableName, regions }: LeaseTableLocation): Attribute {
  return { M: { [LOCATION.table]: text(tableName), [LOCATION.regions]: { L: regions.map(text) } } };
}

/** Where the lease was moved to; undefined when the item has the lease. */
export function decodeLocation(item: Item): LeaseTableLocation | undefined {
  const { [LOCATION.table]: table, [LOCATION.regions]: regions } = item[MOVED_TO]?.M ?? {};
  if (table?.S === undefined) return undefined;
  return { tableName: table.S, regions: (regions?.L ?? []).flatMap(({ S }) => S ?? []) };
}

/**
 * The lease in an item.
 * @param renewal the active region's renewal item; ignored when it is of another epoch
 * @throws Error when an attribute is missing or malformed
 */
export function decodeLease(item: Item, renewal: Item | null = null): Lease {
  const writes = requiredText(item, LEASE.writes);
  if (writes !== "open" && writes !== "held") throw malformed(LEASE.writes, writes, '"open" or "held"');
  const epoch = requiredNumber(item, LEASE.epoch);
  const current = renewal === null ? null : decodeRenewal(renewal);
  const renewed = current?.epoch === epoch ? current : null;
  const timing = {
    leaseSeconds: requiredNumber(item, LEASE.leaseSeconds),
    writeSeconds: requiredNumber(item, LEASE.writeSeconds),
    longestSeconds: requiredNumber(item, LEASE.longestSeconds),
  };
  return {
    active: requiredText(item, LEASE.active),
    epoch,
    writes,
    lastWriter: requiredText(item, LEASE.lastWriter),
    writer: item[LEASE.writer]?.S ?? null,
    quarantined: (item[LEASE.quarantined]?.L ?? []).flatMap(({ S }) => S ?? []),
    timing,
    run: item[LEASE.run]?.S ?? null,
    renewedAt: renewed?.renewedAt ?? null,
    ...(renewed?.leaseSeconds !== undefined && { usedLeaseSeconds: renewed.leaseSeconds }),
  };
}

export function encodeRenewal(region: string, { epoch, renewedAt, leaseSeconds }: Renewal) {
  return {
    pk: text(renewalKey(region).pk),
    [RENEWAL.epoch]: number(epoch),
    [RENEWAL.renewedAt]: number(renewedAt),
    ...(leaseSeconds !== undefined && { [RENEWAL.leaseSeconds]: number(leaseSeconds) }),
  };
}

/** The renewal in an item; null when it has none. */
export function decodeRenewal(item: Item): Renewal | null {
  const epoch = numberOf(item[RENEWAL.epoch]);
  const renewedAt = numberOf(item[RENEWAL.renewedAt]);
  if (epoch === null || renewedAt === null) return null;
  return { epoch, renewedAt, leaseSeconds: numberOf(item[RENEWAL.leaseSeconds]) ?? undefined };
}

/** A number attribute, or null when it is absent or not a number. */
export function numberOf(attribute: Attribute | undefined): number | null {
  const value = Number(attribute?.N);
  return attribute?.N !== undefined && Number.isFinite(value) ? value : null;
}

/** An item's key as the DynamoDB API represents it. */
export function encodeKey({ pk }: ItemKey) {
  return { pk: text(pk) };
}

function requiredText(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw malformed(name, JSON.stringify(item[name]), "a string");
  return value;
}

function requiredNumber(item: Item, name: string): number {
  const value = numberOf(item[name]);
  if (value === null) throw malformed(name, JSON.stringify(item[name]), "a number");
  return value;
}

function malformed(name: string, value: string | undefined, expected: string): Error {
  return new Error(`lease item: ${name}: got ${value}; expected ${expected}; the item was not written by a controller`);
}

function text(value: string) {
  return { S: value };
}

function number(value: number) {
  return { N: String(value) };
}

/** When agents of a region last published whether the path to the database follows the lease, milliseconds since 1970. */
export interface Enforcement {
  readonly renewedAt: number | undefined;
  readonly enforcedAt: number | undefined;
  /** By an agent that could not close or open the path. */
  readonly unenforcedAt: number | undefined;
}

/** What a region's renewal item says of enforcement. */
export function decodeEnforcement(renewal: Item | null): Enforcement {
  const time = (name: string) => numberOf(renewal?.[name]) ?? undefined;
  return {
    renewedAt: time(RENEWAL.renewedAt),
    enforcedAt: time(RENEWAL.enforcedAt),
    unenforcedAt: time(RENEWAL.unenforcedAt),
  };
}
