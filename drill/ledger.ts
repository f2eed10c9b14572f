import type { PostgresServer } from "./testbed/postgres/postgres-server";

/** An entry as a database has it. */
export interface Entry {
  readonly number: number;
  /** The region that accepted it. */
  readonly region: string;
  /** The lease's epoch by which it did. */
  readonly epoch: number;
  /** When it was committed, in microseconds since 1970 by the machine's clock, which all of the drill's databases share. */
  readonly committedAt: number;
}

/** All that is in a region's ledger. */
export async function readLedger(database: PostgresServer): Promise<Entry[]> {
  return database.withClient(async (client) => {
    const { rows } = await client.query<Record<keyof Entry, string>>(
      `select number, region, epoch, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint as "committedAt"
        from entries`,
    );
    return rows.map(({ number, region, epoch, committedAt }) => ({
      number: Number(number),
      region,
      epoch: Number(epoch),
      committedAt: Number(committedAt),
    }));
  });
}

/**
 * The numbers of the writes that a region accepted although another could by then: committed under an epoch after one of a
 * later epoch was, under an epoch that another region had used before, or accepted a second time by another region.
 * @param entries from every database there was; an entry that was replicated may stand there more than once
 */
export function findDualWrites(entries: readonly Entry[]): number[] {
  const dual = new Set<number>();
  const ordered = [...entries].sort((one, other) => one.committedAt - other.committedAt);
  const regionOfNumber = new Map<number, string>();
  const regionOfEpoch = new Map<number, string>();
  let newestEpoch = 0;
  for (const { number, region, epoch } of ordered) {
    const sameNumber = regionOfNumber.get(number) ?? region;
    const sameEpoch = regionOfEpoch.get(epoch) ?? region;
    regionOfNumber.set(number, sameNumber);
    regionOfEpoch.set(epoch, sameEpoch);
    if (epoch < newestEpoch || sameNumber !== region || sameEpoch !== region) dual.add(number);
    newestEpoch = Math.max(newestEpoch, epoch);
  }
  return [...dual].sort((one, other) => one - other);
}
