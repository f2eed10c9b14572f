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
import { FIRST_REGION, SECOND_REGION } from "../topology";
import { leaseAgentEnvironment, leaseAgentProgram } from "./lease-agent";
import { Region } from "./region";
import { sentinelDatabase } from "./sentinel-database";

const SCHEMA = join(__dirname, "../../../examples/ledger/schema.sql");

/** The two regions and the replication between them. */
export class RegionPair {
  private readonly regions = new Map<string, Region>();
  /** For each region, the link from it to the other region's database. */
  private readonly replication = new Map<string, Link>();
  private copies = 0;

  /** The program that answers /writable on the instances. */
  readonly leaseAgent = leaseAgentProgram();

  private constructor(
    /** The password of both databases. */
    readonly password: string,
  ) {}

  /** Starts a primary in the first region, its replica in the second, and the instances of each role. */
  static async start(
    network: Network,
    processes: ProcessTable,
    lease: LeaseCluster,
    { lease: timing, capacity, replicationLatency }: DrillSettings,
  ): Promise<RegionPair> {
    const pair = new RegionPair(randomBytes(12).toString("hex"));
    for (const [name, other] of [[FIRST_REGION, SECOND_REGION] as const, [SECOND_REGION, FIRST_REGION] as const]) {
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
    const primary = await PostgresServer.create(`${FIRST_REGION}-database`, pair.password, processes, binaries);
    await primary.start();
    await primary.withClient(async (client) => {
      await client.query(readFileSync(SCHEMA, "utf8"));
      await sentinelDatabase(client).setUp();
    });
    pair.at(FIRST_REGION).attachDatabase(primary);
    await pair.rebuild(SECOND_REGION);
    await Promise.all([pair.at(FIRST_REGION).resize(capacity.active), pair.at(SECOND_REGION).resize(capacity.standby)]);
    return pair;
  }

  at(name: string): Region {
    const region = this.regions.get(name);
    if (region === undefined) throw new Error(`no region ${name} in the drill`);
    return region;
  }

  other(name: string): Region {
    return this.at(name === FIRST_REGION ? SECOND_REGION : FIRST_REGION);
  }

  /** Replaces the region's database by a new replica of the other region's. The old data folder remains. */
  async rebuild(name: string): Promise<void> {
    const link = this.replication.get(name);
    if (link === undefined) throw new Error(`no replication link from ${name}`);
    const source = this.other(name).database;
    const replica = await PostgresServer.copy(`${name}-database-copy-${++this.copies}`, source, link.port);
    await replica.start();
    this.at(name).attachDatabase(replica);
  }

  close(): void {
    for (const region of this.regions.values()) region.loadBalancer.close();
  }
}
