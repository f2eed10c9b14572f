import { expect } from "chai";
import { findBinaries } from "../../../../../drill/testbed/postgres/binaries";
import { PostgresServer } from "../../../../../drill/testbed/postgres/postgres-server";
import { ProcessTable } from "../../../../../drill/testbed/processes/process-table";
import type { ConnectionSettings, SqlConnection } from "../../../../../failover/adapters/sql/connection";
import { openPostgres } from "../../../../../failover/adapters/sql/postgres";
import { SqlSentinelDatabase } from "../../../../../failover/adapters/sql/sentinel-database";
import { SENTINEL_ROLE } from "../../../../../failover/sentinel/statements";

describe("sentinel database on PostgreSQL", () => {
  const password = "test-password";
  let processes: ProcessTable;
  let primary: PostgresServer;
  let replica: PostgresServer;
  const opened: SqlConnection[] = [];

  async function open(server: PostgresServer, settings: Partial<ConnectionSettings> = {}): Promise<SqlConnection> {
    const connection = await openPostgres({
      host: "127.0.0.1",
      port: server.port,
      database: "postgres",
      user: "postgres",
      password,
      tls: false,
      timeoutMs: 5000,
      ...settings,
    });
    opened.push(connection);
    return connection;
  }

  before(async () => {
    processes = new ProcessTable(false);
    const binaries = findBinaries(processes.folder);
    primary = await PostgresServer.create("primary", password, processes, binaries);
    await primary.start();
    await new SqlSentinelDatabase("postgres", await open(primary)).setUp();
    replica = await PostgresServer.copy("replica", primary, primary.port);
    await replica.start();
  });

  after(async () => {
    await Promise.all(opened.map((connection) => connection.close().catch(() => undefined)));
    await processes.close();
  });

  it("has no beat and no marker at first, and keeps the newest of each", async () => {
    const database = new SqlSentinelDatabase("postgres", await open(primary));
    expect([await database.readBeat(), await database.readMarker()]).to.deep.equal([undefined, undefined]);
    for (const at of [1_800_000_000_000, 1_800_000_005_000]) await database.commitBeat({ epoch: 4, at });
    await database.commitMarker("first");
    await database.commitMarker("second");
    expect(await database.readBeat()).to.deep.equal({ epoch: 4, at: 1_800_000_005_000 });
    expect(await database.readMarker()).to.equal("second");
    expect(await (await open(primary)).run("select count(*)::int as rows from redoubt.beat")).to.deep.equal([
      { rows: 1 },
    ]);
  });

  it("can be set up again without a change", async () => {
    const database = new SqlSentinelDatabase("postgres", await open(primary));
    const before = await database.readBeat();
    await database.setUp();
    expect(await database.readBeat()).to.deep.equal(before);
  });

  it("reads on a replica what the primary committed, and cannot commit there", async () => {
    const source = new SqlSentinelDatabase("postgres", await open(primary));
    const copy = new SqlSentinelDatabase("postgres", await open(replica));
    const beat = { epoch: 5, at: 1_800_000_010_000 };
    await source.commitBeat(beat);
    let replayed = await copy.readBeat();
    while (replayed?.at !== beat.at) replayed = await copy.readBeat();
    expect(replayed).to.deep.equal(beat);
    const refused = await copy.commitBeat({ epoch: 6, at: 1 }).catch((error: Error) => error.message);
    expect(refused).to.contain("read-only transaction");
  });

  it("works with the sentinel's own role, which reaches nothing else", async () => {
    const master = await open(primary);
    await master.run(`alter role ${SENTINEL_ROLE} password 'own'`);
    await master.run("create table if not exists orders (id int)");
    const own = await open(primary, { user: SENTINEL_ROLE, password: "own" });
    const database = new SqlSentinelDatabase("postgres", own);
    await database.commitBeat({ epoch: 6, at: 1_800_000_020_000 });
    await database.commitMarker("by the role");
    expect([await database.readBeat(), await database.readMarker()]).to.deep.equal([
      { epoch: 6, at: 1_800_000_020_000 },
      "by the role",
    ]);
    for (const statement of [
      "select * from orders",
      "delete from redoubt.beat",
      "create table redoubt.other (id int)",
    ]) {
      expect(await own.run(statement).catch((error: Error) => error.message), statement).to.match(/permission denied/);
    }
  });
});
