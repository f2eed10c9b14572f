import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Enforcement } from "../hosts/host";
import { selectHosts } from "../hosts/select-hosts";
import type { LeaseCluster } from "../lease/lease-cluster";
import type { Link } from "../network/link";
import type { Network } from "../network/network";
import { findBinaries } from "../postgres/binaries";
import { PostgresServer } from "../postgres/postgres-server";
import type { ProcessTable } from "../processes/process-table";
import type { DrillSettings } from "../settings";
import { FIRST_REGION, SECOND_REGION } from "../topology";
import { applicationProgram } from "./application-program";
import { type LeaseAgentProgram, leaseAgentProgram } from "./lease-agent";
import { Region } from "./region";
import { sentinelDatabase } from "./sentinel-database";

const SCHEMA = join(__dirname, "../../../examples/ledger/schema.sql");

/** Each entry records the server that accepted it, by which it is scored. An unaware application has no epoch for it. */
const FOR_THE_DRILL = `alter table entries add column server text not null default current_setting('cluster_name'),
  alter column epoch drop not null`;

/** The two regions and the replication between them. */
export class RegionPair {
  private readonly regions = new Map<string, Region>();
  /** For each region, the link from it to the other region's database. */
  private readonly replication = new Map<string, Link>();
  private copies = 0;

  private constructor(
    /** The password of both databases. */
    readonly password: string,
    readonly leaseAgent: LeaseAgentProgram,
    readonly enforcement: Enforcement,
  ) {}

  /**
   * Starts a primary in the first region, its replica in the second, and the instances of each role.
   * @param ownNetwork whether the drill runs in a network namespace of its own
   */
  static async start(
    network: Network,
    processes: ProcessTable,
    lease: LeaseCluster,
    settings: DrillSettings,
    ownNetwork: boolean,
  ): Promise<RegionPair> {
    const { lease: timing, application, capacity, compute, replicationLatency } = settings;
    const leaseAgent = leaseAgentProgram(compute);
    const hosts = selectHosts(settings, processes, leaseAgent, ownNetwork);
    const pair = new RegionPair(randomBytes(12).toString("hex"), leaseAgent, hosts.enforcement);
    const machinery = { compute, processes, hosts, leaseAgent, application: applicationProgram(application) };
    for (const [name, other] of [[FIRST_REGION, SECOND_REGION] as const, [SECOND_REGION, FIRST_REGION] as const]) {
      const port = () => pair.at(name).database.port;
      const database = await network.connect(name, name, "database", port);
      pair.replication.set(other, await network.connect(other, name, "replication", port, replicationLatency));
      pair.regions.set(name, new Region(name, machinery, database, lease.portsFrom(name), timing));
    }
    const binaries = findBinaries(processes.folder);
    const primary = await PostgresServer.create(`${FIRST_REGION}-database`, pair.password, processes, binaries);
    await primary.start();
    await primary.withClient(async (client) => {
      await client.query(readFileSync(SCHEMA, "utf8"));
      await client.query(FOR_THE_DRILL);
      await sentinelDatabase(client).setUp();
    });
    pair.at(FIRST_REGION).attachDatabase(primary);
    await pair.rebuild(SECOND_REGION);
    await Promise.all([pair.at(FIRST_REGION).resize(capacity.active), pair.at(SECOND_REGION).resize(capacity.standby)]);
    await Promise.all([...pair.regions.values()].map((region) => region.untilServing()));
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
    this.at(name).attachDatabase(await this.copyOther(name));
  }

  /** Replaces the region's database by a replica of the other region's that keeps its id, as Aurora does with a former primary. */
  async resynchronize(name: string): Promise<void> {
    const region = this.at(name);
    region.attachDatabase(await this.copyOther(name), region.databaseId);
  }

  private async copyOther(name: string): Promise<PostgresServer> {
    const link = this.replication.get(name);
    if (link === undefined) throw new Error(`no replication link from ${name}`);
    const source = this.other(name).database;
    const replica = await PostgresServer.copy(`${name}-database-copy-${++this.copies}`, source, link.port);
    await replica.start();
    return replica;
  }

  close(): void {
    for (const region of this.regions.values()) region.loadBalancer.close();
  }
}
