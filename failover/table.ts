/**
 * How the lease table is laid out: one DynamoDB global table with multi-Region strong consistency, partition key `pk` and
 * sort key `sk`, both strings. What instances may write lies under partition keys of its own, so that their role can be
 * held to it by `dynamodb:LeadingKeys`.
 */

/** The lease: `active` S, `epoch` N, `writes` S, `lastWriter` S, `run` S or absent. Written by controllers only. */
export const LEASE_KEY = { pk: "lease", sk: "lease" } as const;

/** A region's sign of life: `epoch` N, `renewedAt` N (milliseconds since 1970). Written by that region's agents only. */
export function renewalKey(region: string) {
  return { pk: `renewal#${region}`, sk: "renewal" };
}

/** All items of one run: `plan`, and one per journal entry. */
export function runKey(run: string) {
  return { pk: `run#${run}` };
}
