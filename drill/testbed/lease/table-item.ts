import { LEASE_KEY } from "../../../failover/protocol/lease-item";
import type { Change } from "./proposer";

/** A DynamoDB item, as far as the lease table has such. */
export type Item = Record<string, { S: string } | { N: string }>;

/** What an agent sends of a GetItem or UpdateItem. */
export interface ItemRequest {
  readonly Key: { readonly pk: { readonly S: string } };
  readonly ExpressionAttributeValues?: { readonly ":epoch": { N: string }; readonly ":at": { N: string } };
}

/** A stored value as the item that it would be in the lease table; null where there is none. */
export function itemOf(value: string | null): Item | null {
  if (value === null) return null;
  const fields = Object.entries(JSON.parse(value) as Record<string, unknown>).filter(([, field]) => field !== null);
  const attributes = fields.map(([name, field]) => [
    name,
    typeof field === "number" ? { N: String(field) } : { S: String(field) },
  ]);
  return Object.fromEntries(attributes) as Item;
}

/**
 * The one change that an agent makes, its sign of life, on the condition that it always sends: not of an older epoch than
 * what is there.
 * @throws Error for any other item: an agent may write none
 */
export function renewal({ Key, ExpressionAttributeValues }: ItemRequest): Change {
  if (Key.pk.S === LEASE_KEY.pk || ExpressionAttributeValues === undefined) throw new Error("an agent may only renew");
  const epoch = Number(ExpressionAttributeValues[":epoch"].N);
  const renewedAt = Number(ExpressionAttributeValues[":at"].N);
  return (current) => {
    const older = current === null || (JSON.parse(current) as { epoch: number }).epoch <= epoch;
    return older ? JSON.stringify({ epoch, renewedAt }) : null;
  };
}
