import type { PostgresServer } from "./testbed/postgres/postgres-server";

/** An entry of a region's ledger. */
export interface Entry {
  readonly number: number;
  /** The region that accepted it. */
  readonly region: string;
  /** The database server that accepted it. A rebuilt database is another server. */
  readonly server: string;
  /** The lease epoch under which the region accepted it; null if the application does not record it. */
  readonly epoch: number | null;
  /** Commit time in microseconds since 1970. All databases of the drill share the machine's clock. */
  readonly committedAt: number;
}

/** All entries of a region's ledger. */
export async function readLedger(database: PostgresServer): Promise<Entry[]> {
  return database.withClient(async (client) => {
    const { rows } = await client.query<Record<keyof Entry, string> & { epoch: number | null }>(
      `select number, region, server, epoch, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint as "committedAt"
        from entries`,
    );
    return rows.map(({ number, region, server, epoch, committedAt }) => ({
      number: Number(number),
      region,
      server,
      epoch,
      committedAt: Number(committedAt),
    }));
  });
}

/**
 * The numbers of the writes that a database accepted when it could no longer be the only one to do so: acknowledged although another
 * database had taken over before the commit, or accepted by a second database. Where the application records the lease's epoch,
 * acknowledged or not: committed after a write of a later epoch, or under an epoch that another region had already used.
 * @param entries the entries of every database of the drill; a replicated entry may occur more than once
 * @param acknowledged the numbers of the writes for which a client received a success response
 */
export function findDualWrites(entries: readonly Entry[], acknowledged: ReadonlySet<number | null>): number[] {
  const dual = new Set<number>();
  const ordered = [...entries].sort((one, other) => one.committedAt - other.committedAt);
  const serverOfNumber = new Map<number, string>();
  const regionOfEpoch = new Map<number, string>();
  const servers = new Set<string>();
  let active = "";
  let newestEpoch = 0;
  for (const { number, region, server, epoch } of ordered) {
    // A server takes over once, with its first commit.
    if (!servers.has(server)) active = server;
    servers.add(server);
    const sameNumber = serverOfNumber.get(number) ?? server;
    serverOfNumber.set(number, sameNumber);
    if (sameNumber !== server || (server !== active && acknowledged.has(number))) dual.add(number);
    if (epoch === null) continue;
    const sameEpoch = regionOfEpoch.get(epoch) ?? region;
    regionOfEpoch.set(epoch, sameEpoch);
    if (epoch < newestEpoch || sameEpoch !== region) dual.add(number);
    newestEpoch = Math.max(newestEpoch, epoch);
  }
  return [...dual].sort((one, other) => one - other);
}
