/**
 * Keys of the lease table, a DynamoDB global table with multi-Region strong consistency; partition key `pk`, a string. Each write
 * changes one item, because such tables have no transactions. IAM limits each role to its keys by `dynamodb:LeadingKeys`.
 */
export interface ItemKey {
  readonly pk: string;
}

/** The lease. Written by controllers only; its attributes are in lease-item.ts. */
export const LEASE_KEY: ItemKey = { pk: "lease" };

/** A region's newest renewal. Written by that region's lease agents only; its attributes are in lease-item.ts. */
export function renewalKey(region: string): ItemKey {
  return { pk: `renewal#${region}` };
}

/** A run: `plan` S (JSON), `entries` M of journal entries, S (JSON), each under `step#attempt#state`. */
export function runKey(run: string): ItemKey {
  return { pk: `run#${run}` };
}

/** A promotion that RDS accepted, by the instance's DbiResourceId: `requestedAt` N, `movedAt` N once its status has changed. */
export function promotionKey(database: string): ItemKey {
  return { pk: `promotion#${database}` };
}

/** The sizes of a region's Auto Scaling groups and services before they were raised: `epoch` N, `groups` S (JSON). */
export function capacityKey(region: string): ItemKey {
  return { pk: `capacity#${region}` };
}

/** A site's newest observation of the active region: `epoch` N, `at` N, `downSince` N while the active region does not answer. */
export function observationKey(site: string): ItemKey {
  return { pk: `observation#${site}` };
}

/** The last beat that a region's database acknowledged. Written by that region's sentinel only; its attributes are in watermarks.ts. */
export function acknowledgedKey(region: string): ItemKey {
  return { pk: `acknowledged#${region}` };
}

/** The last beat that a region's replica replayed. Written by that region's sentinel only; its attributes are in watermarks.ts. */
export function replayedKey(region: string): ItemKey {
  return { pk: `replayed#${region}` };
}

/** Whether a region was given up: `abandoned` N, 1 or 0. Written by the failure detector of the active region only. */
export function abandonedKey(region: string): ItemKey {
  return { pk: `abandoned#${region}` };
}

/** The last preflight of a region's controller: `at` N, `failed` S (JSON). Written by that controller only. */
export function preflightKey(region: string): ItemKey {
  return { pk: `preflight#${region}` };
}
