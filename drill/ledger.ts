import type { PostgresServer } from "./testbed/postgres/postgres-server";

/** An entry of a region's ledger. */
export interface Entry {
  readonly number: number;
  /** The region that accepted it. */
  readonly region: string;
  /** The lease epoch under which the region accepted it. */
  readonly epoch: number;
  /** Commit time in microseconds since 1970. All databases of the drill share the machine's clock. */
  readonly committedAt: number;
}

/** All entries of a region's ledger. */
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
 * The numbers of the writes that a region accepted when it could no longer be the only one to do so: committed after a write of a
 * later epoch, under an epoch that another region had already used, or accepted by a second region.
 * @param entries the entries of every database of the drill; a replicated entry may occur more than once
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
