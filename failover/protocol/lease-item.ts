/**
 * How the lease table is laid out: one DynamoDB global table with multi-Region strong consistency, partition key `pk`, a
 * string. What instances may write lies under partition keys of its own, so that their role can be held to it by
 * `dynamodb:LeadingKeys`. Each item is changed on its own: such tables know no transactions.
 */

/** The lease: `active` S, `epoch` N, `writes` S, `lastWriter` S, `run` S or absent. Written by controllers only. */
export const LEASE_KEY = { pk: "lease" } as const;

/** A region's sign of life: `epoch` N, `renewedAt` N (milliseconds since 1970). Written by that region's agents only. */
export function renewalKey(region: string) {
  return { pk: `renewal#${region}` };
}

/** A run: `plan` S (JSON), `entries` M of journal entries, S (JSON), each under `step#attempt#state`. */
export function runKey(run: string) {
  return { pk: `run#${run}` };
}

/** A promotion that RDS accepted, by the instance's DbiResourceId: `requestedAt` N, `movedAt` N once its status has moved. */
export function promotionKey(database: string) {
  return { pk: `promotion#${database}` };
}

/** The sizes of a region's groups before they were raised: `epoch` N, `groups` S (JSON). */
export function capacityKey(region: string) {
  return { pk: `capacity#${region}` };
}

/** What one site last saw of the active region: `epoch` N, `at` N, `downSince` N while it does not answer. */
export function observationKey(site: string) {
  return { pk: `observation#${site}` };
}
