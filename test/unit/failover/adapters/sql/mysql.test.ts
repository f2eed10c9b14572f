import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { freePort } from "../../../../../drill/testbed/processes/free-port";
import type { SqlConnection } from "../../../../../failover/adapters/sql/connection";
import { openMysql } from "../../../../../failover/adapters/sql/mysql";
import { SqlSentinelDatabase } from "../../../../../failover/adapters/sql/sentinel-database";
import { SENTINEL_ROLE, STATEMENTS } from "../../../../../failover/sentinel/statements";

/** MariaDB from the machine's packages. MySQL has no package on the registries that a test may use; it speaks the same statements. */
describe("sentinel database on MariaDB", () => {
  let folder: string;
  let server: ChildProcess;
  let port: number;
  const opened: SqlConnection[] = [];

  async function open(user: string, password: string): Promise<SqlConnection> {
    const settings = { host: "127.0.0.1", port, database: "mysql", user, password, tls: false, timeoutMs: 5000 };
    const connection = await openMysql(user === "root" ? settings : { ...settings, database: "redoubt" });
    opened.push(connection);
    return connection;
  }

  before(async function () {
    if (spawnSync("mariadbd", ["--version"]).status !== 0) {
      process.stdout.write("      skipped: there is no mariadbd on this machine\n");
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "redoubt-mariadb-"));
    const common = ["--no-defaults", `--datadir=${folder}/data`];
    const installed = spawnSync("mariadb-install-db", [
      ...common,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
    ]);
    expect(installed.status, String(installed.stderr)).to.equal(0);
    port = await freePort();
    server = spawn("mariadbd", [
      ...common,
      ...(process.getuid?.() === 0 ? ["--user=root"] : []),
      `--socket=${folder}/socket`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
    ]);
    await new Promise<void>((resolve, reject) => {
      let log = "";
      server.stderr?.on("data", (chunk) => {
        log += chunk;
        if (log.includes("ready for connections")) resolve();
      });
      server.once("exit", () => reject(new Error(log)));
    });
    const root = await open("root", "");
    for (const statement of STATEMENTS.mysql.createTables) await root.run(statement);
    // The plugin for IAM tokens exists on RDS only: here the role has a password.
    await root.run(`create user '${SENTINEL_ROLE}'@'%' identified by 'own'`);
    for (const statement of STATEMENTS.mysql.grants) await root.run(statement);
  });

  after(async () => {
    await Promise.all(opened.map((connection) => connection.close().catch(() => undefined)));
    if (server === undefined) return;
    server.removeAllListeners("exit");
    server.kill("SIGKILL");
    await once(server, "close");
    rmSync(folder, { recursive: true });
  });

  it("keeps the newest beat and marker, by the sentinel's own role", async () => {
    const database = new SqlSentinelDatabase("mysql", await open(SENTINEL_ROLE, "own"));
    expect([await database.readBeat(), await database.readMarker()]).to.deep.equal([undefined, undefined]);
    for (const at of [1_800_000_000_000, 1_800_000_005_000]) await database.commitBeat({ epoch: 4, at });
    await database.commitMarker("first");
    await database.commitMarker("second");
    expect(await database.readBeat()).to.deep.equal({ epoch: 4, at: 1_800_000_005_000 });
    expect(await database.readMarker()).to.equal("second");
  });

  it("cannot commit to a server that is read-only, as a replica is", async () => {
    const root = await open("root", "");
    const database = new SqlSentinelDatabase("mysql", await open(SENTINEL_ROLE, "own"));
    await root.run("set global read_only = 1");
    const refused = await database.commitBeat({ epoch: 5, at: 1 }).catch((error: Error) => error.message);
    await root.run("set global read_only = 0");
    expect(refused).to.contain("read-only");
  });

  it("lets the role reach nothing else", async () => {
    const own = await open(SENTINEL_ROLE, "own");
    for (const statement of [
      "select * from mysql.user",
      "delete from redoubt.beat",
      "create table redoubt.other (id int)",
    ]) {
      expect(await own.run(statement).catch((error: Error) => error.message), statement).to.match(/denied/);
    }
  });
});
