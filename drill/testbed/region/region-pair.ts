import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LeaseCluster } from "../lease/lease-cluster";
import type { Link } from "../network/link";
import type { Network } from "../network/network";
import { findBinaries } from "../postgres/binaries";
import { PostgresServer } from "../postgres/postgres-server";
import type { ProcessTable } from "../processes/process-table";
import type { DrillSettings } from "../settings";
import { AWAY, HOME } from "../topology";
import { leaseAgentEnvironment, leaseAgentProgram } from "./lease-agent";
import { Region } from "./region";

const SCHEMA = join(__dirname, "../../../examples/ledger/schema.sql");

/** The two regions and the replication between them. */
export class RegionPair {
  private readonly regions = new Map<string, Region>();
  /** By the region that replicates: its way to the other's database. */
  private readonly replication = new Map<string, Link>();
  private copies = 0;

  /** What answers /writable on the instances. */
  readonly leaseAgent = leaseAgentProgram();

  private constructor(
    /** The databases' password, the same in both regions. */
    readonly password: string,
  ) {}

  /** Starts both: a primary in the first, its replica in the second, and the instances that each role has. */
  static async start(
    network: Network,
    processes: ProcessTable,
    lease: LeaseCluster,
    { lease: timing, capacity, replicationLatency }: DrillSettings,
  ): Promise<RegionPair> {
    const pair = new RegionPair(randomBytes(12).toString("hex"));
    for (const [name, other] of [[HOME, AWAY] as const, [AWAY, HOME] as const]) {
      const port = () => pair.at(name).database.port;
      const database = await network.connect(name, name, "database", port);
      pair.replication.set(other, await network.connect(other, name, "replication", port, replicationLatency));
      const environment = {
        ...leaseAgentEnvironment(lease.portsFrom(name)),
        LEASE_SECONDS: String(timing.leaseSeconds),
        LEASE_RENEW_SECONDS: String(timing.renewSeconds),
        LEASE_ON_SILENCE: timing.onSilence,
        WRITE_SECONDS: String(timing.writeSeconds),
      };
      pair.regions.set(name, new Region(name, processes, database, pair.leaseAgent, environment));
    }
    const binaries = findBinaries(processes.folder);
    const primary = await PostgresServer.create(`${HOME}-database`, pair.password, processes, binaries);
    await primary.start();
    await primary.withClient((client) => client.query(readFileSync(SCHEMA, "utf8")));
    pair.at(HOME).adopt(primary);
    await pair.rebuild(AWAY);
    await Promise.all([pair.at(HOME).resize(capacity.active), pair.at(AWAY).resize(capacity.standby)]);
    return pair;
  }

  at(name: string): Region {
    const region = this.regions.get(name);
    if (region === undefined) throw new Error(`no region ${name} in the drill`);
    return region;
  }

  other(name: string): Region {
    return this.at(name === HOME ? AWAY : HOME);
  }

  /** Gives the region a database anew: a copy of the other's, streaming from it. What it had is left where it lies. */
  async rebuild(name: string): Promise<void> {
    const link = this.replication.get(name);
    if (link === undefined) throw new Error(`no way of replication to ${name}`);
    const source = this.other(name).database;
    const replica = await PostgresServer.copy(`${name}-database-copy-${++this.copies}`, source, link.port);
    await replica.start();
    this.at(name).adopt(replica);
  }

  close(): void {
    for (const region of this.regions.values()) region.entrance.close();
  }
}
