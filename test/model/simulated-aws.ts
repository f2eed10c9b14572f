import type { Observation } from "../../failover/controller/failure-detector";
import type { DatabaseState, PromotionTarget } from "../../failover/protocol/ports";
import type { EdgeState, JournalEntry, Lease, Plan } from "../../failover/protocol/types";
import { leaseOf } from "../support/leases";
import { Agents } from "./agents";
import { AuroraDatabases } from "./aurora-databases";
import { Clients } from "./clients";
import { type Core, Violation } from "./core-type";
import { type Database, Databases } from "./databases";
import { Disturbances } from "./disturbances";
import { writeForeignMarkers } from "./foreign-markers";
import { checkEdge, checkLoss, checkPromotion, checkQuarantine } from "./invariants";
import { LeaseTables } from "./lease-move";
import { Renewals } from "./renewals";
import { REGIONS, type Region, type Schedule } from "./schedule";
import { startSentinels, WALL, type Watermarks } from "./sentinels";
import type { Simulation } from "./simulation";

/** How long instances take to start, in milliseconds. */
const START = 15_000;
/** Interval between the states that stale reads return, in milliseconds. */
const SNAPSHOT = 4000;

/** The state of all services and regions. Every change is checked against the invariants. */
export class SimulatedAws {
  lease: Lease = leaseOf("east", { writer: "east-1" });
  /** The region for which writes were last open. */
  lastWriter: Region = "east";
  /** When the lease's epoch last changed, when it was last opened, and when the routing store last changed. */
  leaseSince = 0;
  openedAt = 0;
  storeSince = 0;
  readonly journal = new Map<string, { plan: Plan; entries: Map<string, JournalEntry> }>();
  readonly stores: Databases;
  readonly watermarks: Record<Region, Watermarks> = { east: {}, west: {}, south: {} };
  readonly capacity: Record<Region, { epoch: number; raised: boolean; readyAt: number }> = {
    east: { epoch: 0, raised: true, readyAt: 0 },
    west: { epoch: 0, raised: false, readyAt: 0 },
    south: { epoch: 0, raised: false, readyAt: 0 },
  };
  readonly fenced: Record<Region, boolean> = { east: false, west: false, south: false };
  routes: { region: Region; epoch: number } = { region: "east", epoch: 0 };
  store: EdgeState = { active: "east", epoch: 1, reads: "failover", writes: "open" };
  readonly edges: EdgeState[] = [];
  /** The state of some seconds ago, which a stale read returns. */
  former: ReturnType<SimulatedAws["snapshot"]>;
  private latest: ReturnType<SimulatedAws["snapshot"]>;
  private nextSnapshot = 0;
  /** The sites' last observations, and the runs whose marker was read through the edge. */
  readonly observations = new Map<string, Observation>();
  readonly verified = new Set<string>();
  private probes = 0;
  private readonly agents: Agents;
  readonly clients: Clients;
  /** When each region last sent a beat or a renewal. */
  readonly signs: Record<Region, number> = { east: 0, west: 0, south: 0 };
  readonly renewals = new Renewals();
  readonly disturbances: Disturbances;
  readonly leaseTables = new LeaseTables(this);

  constructor(
    readonly simulation: Simulation,
    readonly core: Core,
    readonly schedule: Schedule,
  ) {
    this.disturbances = new Disturbances(simulation, schedule, {
      retime: (leaseSeconds) => this.retime(leaseSeconds),
      restartAgents: () => this.agents.restart(),
      stallReplication: () => {
        this.stores.stalledAt = simulation.now;
      },
      loseDatabase: () => this.stores.lose("east"),
      recoverDatabases: () => this.stores.recover(),
    });
    const Stores = schedule.aurora === null ? Databases : AuroraDatabases;
    this.stores = new Stores(simulation, schedule, (region) => this.disturbances.cutOffSince(region));
    this.former = this.snapshot();
    this.latest = this.former;
    this.clients = new Clients(simulation, this);
    this.agents = new Agents(simulation, core, schedule, this);
    startSentinels(simulation, core, schedule, this.stores, this);
    schedule.edgeDelays.forEach((_, index) => {
      this.edges[index] = this.store;
    });
    this.disturbances.start();
    if (schedule.foreignMarkers) writeForeignMarkers(simulation, this);
  }

  /** Ends every fault. An outage that never ends goes on. */
  heal(): void {
    this.disturbances.heal();
    this.stores.stalledAt = Number.POSITIVE_INFINITY;
    this.stores.recover();
  }

  get databases(): Record<Region, Database> {
    return this.stores.of;
  }

  get capacityDelay(): number {
    return this.schedule.capacity === "never" && !this.disturbances.healed ? Number.POSITIVE_INFINITY : START;
  }

  /** A beat or a renewal. While a database is lost, its hosts' renewals are no sign of its life. */
  aliveAt(region: Region): void {
    if (this.databases[region].lostAt === null) this.signs[region] = this.simulation.now;
  }

  renewed(region: Region, leaseSeconds: number): void {
    this.aliveAt(region);
    this.renewals.record(region, this.lease.epoch, WALL + this.simulation.now, leaseSeconds);
  }

  /** The lease with the active region's renewal of its epoch. */
  readLease(): Lease {
    return this.renewals.addTo(this.lease);
  }

  /** Whether a reader finds a lease in no table. */
  get isLeaseBeingMoved(): boolean {
    return this.leaseTables.isBeingMoved;
  }

  readonly isAway = (region: Region) => this.disturbances.isAway(region);
  readonly isCutOff = (region: Region) => this.disturbances.isCutOff(region);

  isWritable(region: Region): boolean {
    return this.databases[region].writable && !this.isAway(region);
  }

  permits(region: Region): boolean {
    return this.agents.permits(region);
  }

  connect(region: Region) {
    return this.agents.connect(region);
  }

  writeSlowly(region: Region): void {
    this.clients.writeSlowly(region);
  }

  id(region: Region): string {
    return `${region}-${this.databases[region].generation}`;
  }

  private snapshot() {
    return { databases: this.stores.snapshot(), routes: this.routes, store: this.store };
  }

  /** The state of an edge that a probe happens to reach. */
  anyEdge(): EdgeState {
    return this.edges[this.probes++ % this.edges.length] ?? this.store;
  }

  describe(region: Region, wallClock: number, from?: { readonly databases: Record<Region, Database> }): DatabaseState {
    return this.stores.describe(region, wallClock, from?.databases);
  }

  /** An operator's rebuild of a former primary as a replica of the active region. */
  rebuild(region: Region): void {
    const { active, writes } = this.lease;
    const { writable, source } = this.databases[region];
    if (region === active || writes !== "open" || this.unfinished() !== null) return;
    if (this.databases[active as Region].role !== "primary" || (!writable && source === active)) return;
    this.stores.rebuild(region, active as Region);
  }

  unfinished(): Plan | null {
    const holder = this.lease.run === null ? undefined : this.journal.get(this.lease.run);
    if (holder === undefined) return null;
    return this.core.finished({ plan: holder.plan, entries: [...holder.entries.values()] }) ? null : holder.plan;
  }

  /** An update publishes another timing. */
  private retime(leaseSeconds: number): void {
    const { lease } = this;
    if (lease.writes !== "open") return;
    const { writeSeconds } = lease.timing;
    this.replaceLease(lease, this.core.retimed(lease, { leaseSeconds, writeSeconds }));
  }

  replaceLease(expected: Lease, next: Lease): void {
    const { lease } = this;
    if (!this.core.sameLease(lease, expected)) throw new this.core.LeaseConflict("the lease has changed");
    if (next.epoch < lease.epoch) throw new Violation(`the lease went back from epoch ${lease.epoch} to ${next.epoch}`);
    if (next.epoch === lease.epoch && next.active !== lease.active) {
      throw new Violation(`epoch ${next.epoch} went from ${lease.active} to ${next.active}`);
    }
    if (next.epoch > lease.epoch) this.leaseSince = this.simulation.now;
    if (next.writes === "open" && lease.writes === "held" && next.epoch === lease.epoch) {
      checkLoss(this, next);
      this.lastWriter = next.active as Region;
      this.openedAt = this.simulation.now;
    }
    const { usedLeaseSeconds: _, ...stored } = next;
    this.lease = { ...stored, renewedAt: null };
    checkQuarantine(this);
  }

  promote({ region, id, epoch, mode }: PromotionTarget & { readonly region: Region }): void {
    if (id !== this.id(region)) throw new this.core.Refused(`the database of ${region} is ${this.id(region)}`);
    if (this.databases[region].role !== "replica") return;
    checkPromotion(this, region, epoch);
    this.stores.promote(region, epoch, mode);
  }

  /** Nobody acts on an epoch that was replaced longer ago than a call may take. */
  checkEpoch(action: string, epoch: number, reach: number): void {
    const late = this.simulation.now - this.leaseSince;
    if (epoch < this.lease.epoch && late > reach) {
      throw new Violation(`${action} for epoch ${epoch}, ${late} ms after epoch ${this.lease.epoch} had replaced it`);
    }
  }

  writeStore(state: EdgeState): void {
    if (!this.core.mayReplace(this.store, state)) {
      throw new this.core.StaleEpoch(`the edge has epoch ${this.store.epoch}`);
    }
    checkEdge(this, state);
    this.store = state;
    this.storeSince = this.simulation.now;
    this.schedule.edgeDelays.forEach((seconds, index) => {
      this.simulation.after(seconds * 1000, () => {
        if ((this.edges[index]?.epoch ?? 0) <= state.epoch) this.edges[index] = state;
      });
    });
  }

  /** Called after every event. */
  observe(): void {
    if (this.simulation.now >= this.nextSnapshot) {
      this.nextSnapshot = this.simulation.now + SNAPSHOT;
      this.former = this.latest;
      this.latest = this.snapshot();
    }
    this.clients.write();
    let taking: Region | undefined;
    for (const region of REGIONS) {
      if (!this.databases[region].writable || !this.isWritable(region) || !this.permits(region)) continue;
      if (taking !== undefined) throw new Violation(`${taking} and ${region} accept writes at the same time`);
      taking = region;
    }
  }
}
