import { type Item, numberOf } from "../../../failover/protocol/lease-item";
import { LEASE_KEY } from "../../../failover/protocol/lease-keys";
import type { Change } from "./proposer";

/** The part of a GetItem or UpdateItem request that the drill reads. */
export interface ItemRequest {
  readonly Key: { readonly pk: { readonly S: string } };
  readonly ExpressionAttributeValues?: {
    readonly ":epoch": { N: string };
    readonly ":at": { N: string };
    readonly ":seconds"?: { N: string };
  };
}

/** The item of a stored value; null when absent. */
export function itemOf(value: string | null): Item | null {
  return value === null ? null : (JSON.parse(value) as Item);
}

/**
 * The only change that an agent makes, its renewal, under the condition that it always sends: the epoch is not older than the stored one.
 * @throws Error for any other item, because an agent may write no other
 */
export function renewal({ Key, ExpressionAttributeValues }: ItemRequest): Change {
  if (Key.pk.S === LEASE_KEY.pk || ExpressionAttributeValues === undefined) throw new Error("an agent may only renew");
  const { ":epoch": epoch, ":at": renewedAt, ":seconds": leaseSeconds } = ExpressionAttributeValues;
  return (current) => {
    const older = current === null || (numberOf(itemOf(current)?.epoch) ?? 0) <= Number(epoch.N);
    return older ? JSON.stringify({ epoch, renewedAt, ...(leaseSeconds && { leaseSeconds }) }) : null;
  };
}
