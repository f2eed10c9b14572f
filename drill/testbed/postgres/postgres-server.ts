import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Address } from "../network/link";
import { freePort } from "../processes/free-port";
import type { ProcessTable } from "../processes/process-table";
import { copyDataFolder } from "./base-backup";
import type { PostgresBinaries } from "./binaries";

const USER = "postgres";
const DATABASE = "postgres";
/** How many ports are tried when another process takes a free port first. */
const PORT_ATTEMPTS = 5;

/** Settings that differ from PostgreSQL's defaults. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // Keep enough WAL for a replica that starts late.
  wal_keep_size: "1GB",
  // The order of commits across both regions reveals dual writes.
  track_commit_timestamp: "on",
  // The drill kills processes, not the machine, so data in the kernel's cache survives.
  fsync: "off",
  max_connections: "60",
  shared_buffers: "32MB",
  // A standby reconnects quickly and detects a silent primary quickly.
  wal_retrieve_retry_interval: "500ms",
  wal_receiver_timeout: "5s",
  wal_sender_timeout: "5s",
};

/** A PostgreSQL server with its own data folder, on the loopback interface. */
export class PostgresServer {
  /** The port it listens on; changes with each start. */
  port = 0;
  private child: ChildProcess | undefined;

  private constructor(
    readonly name: string,
    private readonly folder: string,
    private readonly password: string,
    private readonly processes: ProcessTable,
    private readonly binaries: PostgresBinaries,
  ) {}

  /** Creates an empty database cluster without starting it. */
  static async create(
    name: string,
    password: string,
    processes: ProcessTable,
    binaries: PostgresBinaries,
  ): Promise<PostgresServer> {
    const server = new PostgresServer(name, join(processes.folder, name), password, processes, binaries);
    const passwordFile = join(processes.folder, `${name}.password`);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    mkdirSync(server.folder, { mode: 0o700 });
    if (binaries.user !== undefined) {
      for (const path of [passwordFile, server.folder]) chownSync(path, binaries.user.uid, binaries.user.gid);
    }
    const options = ["--username", USER, "--pwfile", passwordFile, "--auth", "scram-sha-256"];
    const initdb = processes.start({
      name: `${name}-initdb`,
      file: binaries.initdb,
      arguments: ["--pgdata", server.folder, ...options, "--encoding", "UTF8", "--locale", "C", "--no-sync"],
      user: binaries.user,
      endSignal: "SIGTERM",
    });
    const [code] = await once(initdb, "exit");
    rmSync(passwordFile);
    if (code !== 0) throw new Error(`initdb failed:\n${tail(processes.logOf(`${name}-initdb`))}`);
    return server;
  }

  /**
   * Copies a running primary as a replica that streams from it once started.
   * @param primaryPort the port at which the replica reaches the primary (that of a link, so that it can be cut)
   */
  static async copy(name: string, primary: PostgresServer, primaryPort: number): Promise<PostgresServer> {
    const { password, processes, binaries } = primary;
    const replica = new PostgresServer(name, join(processes.folder, name), password, processes, binaries);
    await primary.withClient((client) => copyDataFolder(client, primary.folder, replica.folder, binaries.user));
    const source = `host=127.0.0.1 port=${primaryPort} user=${USER} password=${password} connect_timeout=2`;
    writeFileSync(join(replica.folder, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`);
    writeFileSync(join(replica.folder, "standby.signal"), "");
    return replica;
  }

  /** Starts the server and waits until it answers queries. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.port = await freePort();
      // Each row records the server that accepted it; see region-pair.ts.
      const settings = Object.entries({ ...SETTINGS, cluster_name: this.name }).flatMap(([key, value]) => [
        "-c",
        `${key}=${value}`,
      ]);
      const child = this.processes.start({
        name: this.name,
        file: this.binaries.postgres,
        arguments: ["-D", this.folder, "-p", String(this.port), ...settings],
        user: this.binaries.user,
        // Immediate shutdown: nothing is flushed or sent, and the next start runs recovery.
        endSignal: "SIGQUIT",
      });
      this.child = child;
      if (await this.answers(child)) return;
      const log = tail(this.processes.logOf(this.name));
      const portTaken = log.includes("could not bind");
      if (!portTaken || attempt === PORT_ATTEMPTS) throw new Error(`PostgreSQL ${this.name} did not start:\n${log}`);
    }
  }

  /** Stops the server at once, as a crash does. */
  async crash(): Promise<void> {
    if (this.child !== undefined) await this.processes.kill(this.child);
    this.child = undefined;
  }

  get running(): boolean {
    return this.child !== undefined;
  }

  /** The connection URL for a client that reaches the server at `address`. */
  url({ host, port }: Address): string {
    return `postgres://${USER}:${this.password}@${host}:${port}/${DATABASE}`;
  }

  /** Runs `use` with a new connection. */
  async withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({
      connectionString: this.url({ host: "127.0.0.1", port: this.port }),
      connectionTimeoutMillis: 5000,
      query_timeout: 10_000,
    });
    // When the server is killed, pending queries reject; the connection's own error event adds nothing.
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  }

  private async answers(child: ChildProcess): Promise<boolean> {
    while (child.exitCode === null && child.signalCode === null) {
      try {
        await this.withClient((client) => client.query("select 1"));
        return true;
      } catch {
        await sleep(50);
      }
    }
    return false;
  }
}

/** The last lines of a log, for an error message. */
function tail(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").slice(-10).join("\n") : "(no log)";
}
