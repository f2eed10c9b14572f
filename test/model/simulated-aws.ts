import { DEFAULTS, LEASE_PROTOCOL } from "../../config/defaults";
import type { DatabaseState } from "../../failover/protocol/ports";
import type { EdgeState, JournalEntry, Lease, Plan } from "../../failover/protocol/types";
import { leaseOf } from "../support/leases";
import type * as core from "./core";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Simulation } from "./simulation";

export type Core = typeof core;

/** An invariant that did not hold. */
export class Violation extends Error {
  override name = "Violation";
}

interface Database {
  generation: number;
  role: DatabaseState["role"];
  source: Region | null;
  /** When each client's write that it holds was committed, in its order; of a replica, as of its promotion. */
  log: number[];
  /** When it was promoted: in which epoch, from which region, and how many of its clients' writes that one had then. */
  promoted: { epoch: number; source: Region | null; written: number } | null;
  /** Whether the machine, or a client, has had a write committed since it became primary. */
  tookWrite: boolean;
  /** The newest marker that a probe wrote. */
  marker: string | null;
}

/** An agent on the instances that take requests. */
interface Agent {
  lease: Lease | null;
  /** True time until which it lets writes through on what it read. */
  until: number;
}

/** The lag that a database says it has where all is well, in seconds. */
const SAID_LAG = 2;
const PROMOTION = 25_000;
/** From sending a read to its taking place, in milliseconds. */
const AGENT_LATENCY = 50;

/** The regions, their databases and agents, the lease, the edges and the clients; with what must hold of them at all times. */
export class World {
  lease: Lease = leaseOf("east");
  /** The region for which writes were last open. */
  private writer: Region = "east";
  /** When the lease's epoch last changed. */
  leaseSince = 0;
  readonly journal = new Map<string, { plan: Plan; entries: Map<string, JournalEntry> }>();
  readonly databases: Record<Region, Database> = {
    east: { generation: 1, role: "primary", source: null, log: [], promoted: null, tookWrite: true, marker: null },
    west: { generation: 1, role: "replica", source: "east", log: [], promoted: null, tookWrite: false, marker: null },
    south: { generation: 1, role: "replica", source: "east", log: [], promoted: null, tookWrite: false, marker: null },
  };
  readonly capacity: Record<Region, { epoch: number; raised: boolean; readyAt: number }> = {
    east: { epoch: 0, raised: true, readyAt: 0 },
    west: { epoch: 0, raised: false, readyAt: 0 },
    south: { epoch: 0, raised: false, readyAt: 0 },
  };
  readonly fences: Record<Region, { epoch: number; up: boolean }> = {
    east: { epoch: 0, up: false },
    west: { epoch: 0, up: false },
    south: { epoch: 0, up: false },
  };
  routes: { region: Region; epoch: number } = { region: "east", epoch: 0 };
  store: EdgeState = { active: "east", epoch: 1, reads: "failover", writes: "open" };
  readonly edges: EdgeState[] = [];
  /** What a stale answer says: the world as it was some seconds ago. */
  former = this.snapshot();
  private latest = this.former;
  private nextSnapshot = 0;
  private probes = 0;
  private readonly agents: Record<Region, Agent[]> = { east: [], west: [], south: [] };
  private readonly inFlight = new Set<Region>();
  /** Since when the region is away, and how; null while it is there. */
  private trouble: { region: Region; kind: Schedule["trouble"]["kind"]; since: number } | null = null;
  private healed = false;
  /** The agents' life, so that the last of the play does not wait for them. */
  private ended = false;

  constructor(
    private readonly simulation: Simulation,
    private readonly core: Core,
    private readonly schedule: Schedule,
  ) {
    for (const region of REGIONS) {
      for (const phase of [0, 2700]) this.startAgent(region, (phase + schedule.agentPhase) % 5000);
    }
    schedule.edgeDelays.forEach((_, index) => {
      this.edges[index] = this.store;
    });
    const { kind, at, lasts } = schedule.trouble;
    if (kind !== "none") {
      const start = (schedule.orders[0]?.at ?? 0) + at;
      simulation.after(start * 1000, () => {
        if (!this.healed) this.trouble = { region: "east", kind, since: simulation.now };
      });
      if (lasts !== null) simulation.after((start + lasts) * 1000, () => this.heal());
    }
  }

  /** Ends the region's trouble, for good. */
  heal(): void {
    this.healed = true;
    this.trouble = null;
  }

  end(): void {
    this.ended = true;
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
    return this.databases[region].role === "primary" && !this.isAway(region);
  }

  permits(region: Region): boolean {
    return this.agents[region].some(
      ({ lease, until }) => lease !== null && this.simulation.now < until && this.core.permits(lease, region),
    );
  }

  /** The region's clients' writes that the replica has. */
  applied(region: Region): number {
    const { source } = this.databases[region];
    if (source === null) return this.databases[region].log.length;
    const { log } = this.databases[source];
    const known = this.isCutOff(source) && this.trouble !== null ? this.trouble.since : this.simulation.now;
    return log.filter((at) => at <= known - this.schedule.behind * 1000).length;
  }

  id(region: Region): string {
    return `${region}-${this.databases[region].generation}`;
  }

  private snapshot() {
    const { databases, routes, store } = this;
    const { east, west, south } = databases;
    return { databases: { east: { ...east }, west: { ...west }, south: { ...south } }, routes, store };
  }

  /** The edge that a probe happens to reach. */
  anyEdge(): EdgeState {
    return this.edges[this.probes++ % this.edges.length] ?? this.store;
  }

  describe(region: Region, wallClock: number, from: Pick<World, "databases"> = this): DatabaseState {
    const { role, source, generation } = from.databases[region];
    const seconds = { small: SAID_LAG, over: 400, unknown: -1, stale: SAID_LAG }[this.schedule.lag];
    const age = this.schedule.lag === "stale" ? 900_000 : 30_000;
    const lag = source === null ? null : { seconds, measuredAt: wallClock - age };
    return { id: `${region}-${generation}`, role, source, lag };
  }

  /** An operator's rebuild of an old primary as a replica of the active region. */
  rebuild(region: Region): void {
    const { active, writes } = this.lease;
    if (region === active || writes !== "open" || this.databases[region].role !== "primary") return;
    if (this.databases[active as Region].role !== "primary" || this.unfinished() !== null) return;
    const generation = this.databases[region].generation + 1;
    const source = active as Region;
    this.databases[region] = {
      generation,
      role: "replica",
      source,
      log: [],
      promoted: null,
      tookWrite: false,
      marker: null,
    };
  }

  unfinished(): Plan | null {
    const holder = this.lease.run === null ? undefined : this.journal.get(this.lease.run);
    if (holder === undefined) return null;
    return this.core.finished({ plan: holder.plan, entries: [...holder.entries.values()] }) ? null : holder.plan;
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
    if (opens && next.epoch === lease.epoch) this.checkLoss(next);
    this.lease = { ...next, renewedAt: null };
  }

  /** Unforced, a region is opened with what the last writer acknowledged: all of it in a switchover, else up to the lag. */
  private checkLoss({ active, run }: Lease): void {
    const plan = run === null ? undefined : this.journal.get(run)?.plan;
    const { writer } = this;
    const region = active as Region;
    this.writer = region;
    if (plan === undefined || plan.forced || writer === region) return;
    const { log, promoted } = this.databases[region];
    const written = this.databases[writer].log.length;
    if (promoted?.source !== writer)
      throw new Violation(`${region} was opened unforced, never having followed ${writer}`);
    if (written > promoted.written) {
      throw new Violation(
        `${region} was opened unforced, and ${writer} had taken ${written - promoted.written} writes since`,
      );
    }
    if (plan.mode === "switchover" && written > log.length) {
      throw new Violation(`the switchover to ${region} lost ${written - log.length} acknowledged writes`);
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
    if (this.schedule.lag !== "small" && !runs.some(({ plan }) => plan.forced)) {
      throw new Violation(`${region} was promoted with ${this.schedule.lag} lag, unforced`);
    }
    const { source } = database;
    if (source !== this.writer && !runs.some(({ plan }) => plan.forced)) {
      throw new Violation(`${region}, a replica of ${source}, was promoted unforced over ${this.writer}`);
    }
    const applied = this.applied(region);
    database.role = "promoting";
    database.log = source === null ? [] : this.databases[source].log.slice(0, applied);
    database.source = null;
    database.promoted = { epoch, source, written: source === null ? 0 : this.databases[source].log.length };
    const { generation } = database;
    this.simulation.after(PROMOTION, () => {
      if (this.databases[region].generation === generation) this.databases[region].role = "primary";
    });
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
    if (state.writes === "open" && !(database.role === "primary" && database.tookWrite)) {
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

  /** A write through one of the edges; gives the region that took it. */
  write(edge: EdgeState): Region | null {
    const region = edge.active as Region;
    if (edge.writes === "held" || !this.permits(region) || !this.isWritable(region)) return null;
    return this.commit(region) ? region : null;
  }

  private commit(region: Region): boolean {
    if (!this.isWritable(region) || this.fences[region].up) return false;
    const database = this.databases[region];
    if (!database.tookWrite) throw new Violation(`traffic reached ${region} before its database had taken a write`);
    const { active } = this.lease;
    if (active !== region && this.databases[active as Region].promoted?.epoch === this.lease.epoch) {
      throw new Violation(
        `${region} acknowledged a write that ${active}, promoted in epoch ${this.lease.epoch}, lacks`,
      );
    }
    database.log.push(this.simulation.now);
    return true;
  }

  /** After every event: every edge's clients write, now and as slowly as they may, and what must hold is looked at. */
  observe(): void {
    if (this.simulation.now >= this.nextSnapshot) {
      this.nextSnapshot = this.simulation.now + 4000;
      this.former = this.latest;
      this.latest = this.snapshot();
    }
    for (const edge of this.edges) {
      const region = edge.active as Region;
      if (edge.writes === "held" || !this.permits(region)) continue;
      this.write(edge);
      if (!this.inFlight.has(region)) {
        this.inFlight.add(region);
        this.writeSlowly(region, () => this.inFlight.delete(region));
      }
    }
    // Whatever edges say, stale as they may be: clients inside a region write too.
    const taking = REGIONS.filter((region) => this.isWritable(region) && this.permits(region));
    if (taking.length > 1) throw new Violation(`${taking.join(" and ")} take writes at the same time`);
  }

  /** A write that was let through now, and is committed as late as it may be. */
  private writeSlowly(region: Region, ended: () => void): void {
    this.simulation.after(LEASE_PROTOCOL.writeSeconds * 1000 - 1, () => {
      ended();
      this.commit(region);
    });
  }

  private startAgent(region: Region, phase: number): void {
    const agent: Agent = { lease: null, until: 0 };
    this.agents[region].push(agent);
    const { renewSeconds } = LEASE_PROTOCOL;
    const leaseSeconds = DEFAULTS.lease.seconds;
    const rate = 1 + this.schedule.agentDrift / 1000;
    let callOff = () => {};
    const poll = () => {
      if (this.ended) return;
      this.simulation.after((renewSeconds * 1000) / rate, poll);
      if (this.isCutOff(region)) return;
      const { lease } = this;
      if (agent.lease !== null && lease.epoch < agent.lease.epoch) {
        throw new Violation(`an agent of ${region} read epoch ${lease.epoch} after ${agent.lease.epoch}`);
      }
      agent.lease = lease;
      // Counted from before the read was sent.
      agent.until = this.simulation.now - AGENT_LATENCY + (leaseSeconds * 1000) / rate;
      callOff();
      if (!this.permits(region)) return;
      // The last moment of the lease, in case that no other read comes.
      callOff = this.simulation.after(agent.until - 1 - this.simulation.now, () => {
        if (this.permits(region)) this.writeSlowly(region, () => {});
      });
    };
    this.simulation.after(phase, poll);
  }
}
