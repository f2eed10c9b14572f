import { LEASE_PROTOCOL } from "../../config/defaults";
import type { DatabaseState } from "../../failover/protocol/ports";
import type { EdgeState, JournalEntry, Lease, Plan } from "../../failover/protocol/types";
import { leaseOf } from "../support/leases";
import { Agents } from "./agents";
import type * as core from "./core";
import { type Database, Databases, type Write } from "./databases";
import { REGIONS, type Region, type Schedule } from "./schedule";
import { startSentinels, WALL, type Watermarks } from "./sentinels";
import type { Simulation } from "./simulation";

export type Core = typeof core;

/** An invariant that did not hold. */
export class Violation extends Error {
  override name = "Violation";
}

/** The most that an unforced failover may lose, in milliseconds: the gate's limit and two rounds of a sentinel. */
const LOSS = 70_000;
/** How long commits of clients take that never ask whether they may write, in milliseconds. */
const COMMITS = [0, 5000, 25_000];
/** Between two quick writes of a region, in milliseconds. */
const PAUSE = 200;

/** The regions, their databases and agents, the lease, the edges and the clients; with what must hold of them at all times. */
export class World {
  lease: Lease = leaseOf("east", { writer: "east-1" });
  /** The region for which writes were last open. */
  private writer: Region = "east";
  /** When the lease's epoch last changed, and when it was last opened. */
  leaseSince = 0;
  openedAt = 0;
  readonly journal = new Map<string, { plan: Plan; entries: Map<string, JournalEntry> }>();
  private readonly stores: Databases;
  readonly watermarks: Record<Region, Watermarks> = { east: {}, west: {}, south: {} };
  readonly capacity: Record<Region, { epoch: number; raised: boolean; readyAt: number }> = {
    east: { epoch: 0, raised: true, readyAt: 0 },
    west: { epoch: 0, raised: false, readyAt: 0 },
    south: { epoch: 0, raised: false, readyAt: 0 },
  };
  readonly fences: Record<Region, { up: boolean }> = { east: { up: false }, west: { up: false }, south: { up: false } };
  routes: { region: Region; epoch: number } = { region: "east", epoch: 0 };
  store: EdgeState = { active: "east", epoch: 1, reads: "failover", writes: "open" };
  readonly edges: EdgeState[] = [];
  /** A stale answer: the state of some seconds ago. */
  former: ReturnType<World["snapshot"]>;
  private latest: ReturnType<World["snapshot"]>;
  private nextSnapshot = 0;
  private probes = 0;
  private readonly agents: Agents;
  /** When each kind of write is due again, by region. */
  private readonly due: Record<Region, number[]> = { east: [], west: [], south: [] };
  /** When each region last gave a sign of life: a beat or a renewal. */
  private readonly signs: Record<Region, number> = { east: 0, west: 0, south: 0 };
  /** Since when the region is away, and how; null while it is there. */
  private trouble: { region: Region; kind: Schedule["trouble"]["kind"]; since: number } | null = null;
  private renewal = { epoch: 0, renewedAt: 0 };
  private denied: string | null = null;
  private healed = false;

  constructor(
    private readonly simulation: Simulation,
    private readonly core: Core,
    private readonly schedule: Schedule,
  ) {
    this.stores = new Databases(simulation, schedule, (region) =>
      this.trouble?.region === region ? this.trouble.since : null,
    );
    this.former = this.snapshot();
    this.latest = this.former;
    this.agents = new Agents(simulation, core, schedule, this);
    startSentinels(simulation, core, schedule, this.stores, this);
    schedule.edgeDelays.forEach((_, index) => {
      this.edges[index] = this.store;
    });
    this.plan();
  }

  /** Everything that the schedule lets happen by itself. */
  private plan(): void {
    const { trouble, retiming, denied, restart, orders } = this.schedule;
    const first = orders[0]?.at ?? 0;
    const at = (seconds: number, act: () => void) => this.simulation.after((first + seconds) * 1000, act);
    if (trouble.kind !== "none") {
      at(trouble.at, () => {
        if (!this.healed) this.trouble = { region: "east", kind: trouble.kind, since: this.simulation.now };
      });
      if (trouble.lasts !== null) at(trouble.at + trouble.lasts, () => this.heal());
    }
    if (retiming !== null) at(retiming.at, () => this.retime(retiming.leaseSeconds));
    if (restart !== null) at(restart, () => this.agents.restart());
    if (denied === null) return;
    at(denied.at, () => {
      this.denied = denied.port;
    });
    at(denied.at + 60, () => {
      this.denied = null;
    });
  }

  /** Ends the region's trouble, for good. */
  heal(): void {
    this.healed = true;
    this.trouble = null;
  }

  get databases(): Record<Region, Database> {
    return this.stores.of;
  }

  get capacitySeconds(): number {
    return this.schedule.capacity === "never" && !this.healed ? Number.POSITIVE_INFINITY : 15;
  }

  denies(port: string): boolean {
    return this.denied === port;
  }

  /** A sign of life of the active region: a beat, or an agent's renewal. */
  renewed(region: Region): void {
    this.signs[region] = this.simulation.now;
    this.renewal = { epoch: this.lease.epoch, renewedAt: WALL + this.simulation.now };
  }

  /** The lease with the renewal of its epoch. */
  readLease(): Lease {
    const { epoch, renewedAt } = this.renewal;
    return { ...this.lease, renewedAt: epoch === this.lease.epoch ? renewedAt : null };
  }

  /** Whether nothing reaches the region: neither controllers nor clients. */
  isAway(region: Region): boolean {
    return this.trouble?.region === region && (this.trouble.kind === "lost" || this.trouble.kind === "frozen");
  }

  /** Whether the region's control plane and its database's replication cannot be reached; its own clients may reach it. */
  isCutOff(region: Region): boolean {
    return this.trouble?.region === region;
  }

  isWritable(region: Region): boolean {
    return this.databases[region].writable && !this.isAway(region);
  }

  permits(region: Region): boolean {
    return this.agents.permits(region);
  }

  applied(region: Region): number {
    return this.stores.applied(region);
  }

  id(region: Region): string {
    return `${region}-${this.databases[region].generation}`;
  }

  private snapshot() {
    return { databases: this.stores.snapshot(), routes: this.routes, store: this.store };
  }

  /** The edge that a probe happens to reach. */
  anyEdge(): EdgeState {
    return this.edges[this.probes++ % this.edges.length] ?? this.store;
  }

  describe(region: Region, wallClock: number, from?: { readonly databases: Record<Region, Database> }): DatabaseState {
    return this.stores.describe(region, wallClock, from?.databases);
  }

  /** An operator's rebuild of an old primary as a replica of the active region. */
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

  // What controllers do.

  replaceLease(expected: Lease, next: Lease): void {
    const { lease } = this;
    if (!this.core.sameLease(lease, expected)) throw new this.core.LeaseConflict("the lease is another");
    if (next.epoch < lease.epoch) throw new Violation(`the lease went back from epoch ${lease.epoch} to ${next.epoch}`);
    if (next.epoch === lease.epoch && next.active !== lease.active) {
      throw new Violation(`epoch ${next.epoch} went from ${lease.active} to ${next.active}`);
    }
    if (next.epoch > lease.epoch) this.leaseSince = this.simulation.now;
    const opens = next.writes === "open" && lease.writes === "held";
    if (opens && next.epoch === lease.epoch) {
      this.checkLoss(next);
      this.openedAt = this.simulation.now;
    }
    this.lease = { ...next, renewedAt: null };
  }

  /** Unforced, a region is opened with what the last writer acknowledged: all of it in a switchover, else up to the gate's limit. */
  private checkLoss({ active, run, quarantined }: Lease): void {
    const plan = run === null ? undefined : this.journal.get(run)?.plan;
    const { writer } = this;
    const region = active as Region;
    this.writer = region;
    if (writer === region) return;
    if (!quarantined.includes(writer)) throw new Violation(`${writer} took writes before and is not quarantined`);
    const { log, promoted } = this.databases[region];
    const there = new Set(log);
    const missing = this.databases[writer].log.filter((write) => write.acknowledged && !there.has(write));
    const later = missing.filter(({ at }) => promoted !== null && at > promoted.at);
    if (plan === undefined || plan.forced) return;
    if (promoted?.source !== writer)
      throw new Violation(`${region} was opened unforced, never having followed ${writer}`);
    if (later.length > 0) {
      throw new Violation(`${region} was opened unforced, and ${writer} had acknowledged ${later.length} writes since`);
    }
    const lacking = this.databases[writer].log.filter((write) => !there.has(write));
    if (plan.mode === "switchover" && lacking.length > 0) {
      throw new Violation(`the switchover to ${region} lost ${lacking.length} committed writes`);
    }
    const early = missing.filter(({ at }) => at < this.signs[writer] - LOSS);
    if (early.length > 0) {
      throw new Violation(
        `${region} was opened unforced, and lost writes of more than ${LOSS / 1000} s before the loss`,
      );
    }
  }

  promote(region: Region, id: string, epoch: number): void {
    if (id !== this.id(region)) throw new this.core.Refused(`the database of ${region} is ${this.id(region)}`);
    const database = this.databases[region];
    if (database.role !== "replica") return;
    const runs = [...this.journal.values()].filter(({ plan }) => plan.epoch === epoch && plan.to === region);
    if (!runs.some(({ entries }) => [...entries.values()].some(({ step }) => step === "promote"))) {
      throw new Violation(`${region} was promoted before any journal said so`);
    }
    const forced = runs.some(({ plan }) => plan.forced);
    if (this.schedule.beats !== "recorded" && !forced) {
      throw new Violation(`${region} was promoted unforced with beats ${this.schedule.beats}`);
    }
    const { source } = database;
    if (source !== this.writer && !forced) {
      throw new Violation(`${region}, a replica of ${source}, was promoted unforced over ${this.writer}`);
    }
    this.stores.promote(region, epoch);
  }

  /** Nobody acts on an epoch that was replaced longer ago than a call may take, in the process and on its way. */
  checkEpoch(what: string, epoch: number, reach: number): void {
    const late = this.simulation.now - this.leaseSince;
    if (epoch < this.lease.epoch && late > reach) {
      throw new Violation(`${what} for epoch ${epoch}, ${late} ms after epoch ${this.lease.epoch} had replaced it`);
    }
  }

  writeStore(state: EdgeState): void {
    if (!this.core.mayReplace(this.store, state))
      throw new this.core.StaleEpoch(`the edge has epoch ${this.store.epoch}`);
    if (state.epoch < this.store.epoch) throw new Violation(`the edge went back to epoch ${state.epoch}`);
    const database = this.databases[state.active as Region];
    if (state.writes === "open" && !(database.writable && database.tookWrite)) {
      throw new Violation(`the edge was switched to ${state.active}, whose database has taken no write`);
    }
    this.store = state;
    this.schedule.edgeDelays.forEach((seconds, index) => {
      this.simulation.after(seconds * 1000, () => {
        if ((this.edges[index]?.epoch ?? 0) <= state.epoch) this.edges[index] = state;
      });
    });
  }

  // What clients do.

  /** A write through one of the edges by a client that asks first; gives the region that took it. */
  write(edge: EdgeState): Region | null {
    const region = edge.active as Region;
    if (edge.writes === "held" || !this.permits(region) || !this.isWritable(region)) return null;
    const write = this.commit(region);
    if (write === null) return null;
    this.acknowledge(region, write);
    return region;
  }

  private commit(region: Region): Write | null {
    if (!this.isWritable(region) || this.fences[region].up) return null;
    const database = this.databases[region];
    if (!database.tookWrite) throw new Violation(`traffic reached ${region} before its database had taken a write`);
    const write = { at: this.simulation.now, acknowledged: false };
    database.log.push(write);
    return write;
  }

  /** The answer reaches the client. */
  private acknowledge(region: Region, write: Write): void {
    const { active } = this.lease;
    const { promoted, log } = this.databases[active as Region];
    if (active !== region && promoted?.epoch === this.lease.epoch && !log.includes(write)) {
      throw new Violation(
        `${region} acknowledged a write that ${active}, promoted in epoch ${this.lease.epoch}, lacks`,
      );
    }
    write.acknowledged = true;
  }

  /** After every event: clients write through every edge, and what must hold is checked. */
  observe(): void {
    if (this.simulation.now >= this.nextSnapshot) {
      this.nextSnapshot = this.simulation.now + 4000;
      this.former = this.latest;
      this.latest = this.snapshot();
    }
    for (const edge of this.edges) {
      const region = edge.active as Region;
      for (const delay of COMMITS) this.writeUnasked(region, delay);
      if (edge.writes === "held" || !this.permits(region)) continue;
      if (this.isDue(region, 0, PAUSE)) this.write(edge);
      if (this.isDue(region, 1, LEASE_PROTOCOL.writeSeconds * 1000)) this.writeSlowly(region);
    }
    // Whatever edges say, stale as they may be: clients inside a region write too.
    const taking = REGIONS.filter((region) => this.isWritable(region) && this.permits(region));
    if (taking.length > 1) throw new Violation(`${taking.join(" and ")} take writes at the same time`);
  }

  /** A write that was let through now, and is committed as late as it may be, by a client that asked first. */
  writeSlowly(region: Region): void {
    this.simulation.after(LEASE_PROTOCOL.writeSeconds * 1000 - 1, () => {
      const write = this.commit(region);
      if (write !== null) this.acknowledge(region, write);
    });
  }

  /** A write by a client that never asks. It is answered only while the agent leaves its connection open. */
  private writeUnasked(region: Region, delay: number): void {
    if (!this.isDue(region, 2 + COMMITS.indexOf(delay), delay + 4000)) return;
    const connection = this.agents.connect(region);
    if (connection === undefined) return;
    this.simulation.after(delay, () => {
      const write = connection.open() || delay > 0 ? this.commit(region) : null;
      if (write === null) return;
      this.simulation.after(50, () => {
        if (connection.open()) this.acknowledge(region, write);
      });
    });
  }

  /** Whether a kind of write is due in a region, at most once in `pause` milliseconds: a write at every event would say no more. */
  private isDue(region: Region, kind: number, pause: number): boolean {
    const { now } = this.simulation;
    if (now < (this.due[region][kind] ?? 0)) return false;
    this.due[region][kind] = now + pause;
    return true;
  }
}
