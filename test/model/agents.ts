import { LEASE_PROTOCOL } from "../../config/defaults";
import type { Lease } from "../../failover/protocol/types";
import { REGIONS, type Region, type Schedule } from "./schedule";
import { type Core, Violation } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** A lease agent on an instance. */
interface Agent {
  lease: Lease | null;
  /** True time until which it lets writes through on what it read. */
  until: number;
  /** How often it has closed the path to the database: each time ends the connections over it. */
  closures: number;
}

/** From sending a read to its effect, in milliseconds. */
const LATENCY = 50;
/** How long before the end of its lease an agent closes the path, in milliseconds. */
const MARGIN = 1000;

/** A connection to the database through an instance whose agent enforces the lease. */
export interface Connection {
  /** Whether an answer over it reaches its client now. */
  readonly open: () => boolean;
}

/** The agents of all regions. */
export class Agents {
  private readonly of: Record<Region, Agent[]> = { east: [], west: [], south: [] };
  private readonly rate: number;

  constructor(
    private readonly simulation: Simulation,
    private readonly core: Core,
    schedule: Schedule,
    private readonly world: {
      readonly lease: Lease;
      isCutOff(region: Region): boolean;
      /** A write that a region lets through at the last moment of its lease. */
      writeSlowly(region: Region): void;
      renewed(region: Region): void;
    },
  ) {
    this.rate = 1 + schedule.agentDrift / 1000;
    for (const region of REGIONS) {
      for (const phase of [0, 2700]) this.start(region, (phase + schedule.agentPhase) % 5000);
    }
  }

  permits(region: Region): boolean {
    return this.of[region].some((agent) => this.lets(agent, region, 0));
  }

  /** A new connection through one of the region's instances; undefined where every path is closed. */
  connect(region: Region): Connection | undefined {
    const agent = this.of[region].find((candidate) => this.lets(candidate, region, MARGIN));
    if (agent === undefined) return undefined;
    const { closures } = agent;
    return { open: () => agent.closures === closures && this.lets(agent, region, MARGIN) };
  }

  /** Every agent starts again, with its path closed. */
  restart(): void {
    for (const agent of REGIONS.flatMap((region) => this.of[region])) {
      agent.lease = null;
      agent.closures += 1;
    }
  }

  private lets({ lease, until }: Agent, region: Region, margin: number): boolean {
    return lease !== null && this.simulation.now < until - margin && this.core.permits(lease, region);
  }

  private start(region: Region, phase: number): void {
    const agent: Agent = { lease: null, until: 0, closures: 0 };
    this.of[region].push(agent);
    let callOff = () => {};
    const poll = () => {
      const { world, simulation, rate } = this;
      simulation.after((LEASE_PROTOCOL.renewSeconds * 1000) / rate, poll);
      if (world.isCutOff(region)) return;
      const { lease } = world;
      if (agent.lease !== null && lease.epoch < agent.lease.epoch) {
        throw new Violation(`an agent of ${region} read epoch ${lease.epoch} after ${agent.lease.epoch}`);
      }
      if (!this.lets(agent, region, MARGIN) || !this.core.permits(lease, region)) agent.closures += 1;
      agent.lease = lease;
      // Counted from before the read was sent, by the timing that was read.
      agent.until = simulation.now - LATENCY + (lease.timing.leaseSeconds * 1000) / rate;
      callOff();
      if (lease.active === region) world.renewed(region);
      if (!this.permits(region)) return;
      // The last moment of the lease, in case that no other read comes.
      callOff = simulation.after(agent.until - 1 - simulation.now, () => {
        if (this.permits(region)) world.writeSlowly(region);
      });
    };
    this.simulation.after(phase, poll);
  }
}
