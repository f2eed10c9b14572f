import { LEASE_PROTOCOL } from "../../config/defaults";
import type { Lease } from "../../failover/protocol/types";
import { type Core, Violation } from "./core-type";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Simulation } from "./simulation";

/** A lease agent on an instance, by the rules of failover/lease-agent/agent.py. */
interface Agent {
  lease: Lease | null;
  /** True time until which the lease that it read is valid. */
  until: number;
  /** How often it has closed the path to the database. Each time ends the connections over it. */
  closures: number;
}

/** From sending a read to its effect, in milliseconds. */
const LATENCY = 50;
/** How long before the end of its lease an agent closes the path, in milliseconds. */
const MARGIN = 1000;

/** A connection to the database from an instance whose agent enforces the lease. */
export interface Connection {
  /** Whether an answer over it reaches its client now. */
  readonly open: () => boolean;
}

/** What the agents reach outside their instances. */
interface AgentsEnvironment {
  readonly lease: Lease;
  readonly isLeaseBeingMoved: boolean;
  isCutOff(region: Region): boolean;
  /** A write that a region permits at the last moment of its lease. */
  writeSlowly(region: Region): void;
  /** A renewal, with the lease that the agent uses. */
  renewed(region: Region, leaseSeconds: number): void;
}

/** The agents of all regions. */
export class Agents {
  private readonly of: Record<Region, Agent[]> = { east: [], west: [], south: [] };
  private readonly rate: number;

  constructor(
    private readonly simulation: Simulation,
    private readonly core: Core,
    private readonly schedule: Schedule,
    private readonly environment: AgentsEnvironment,
  ) {
    this.rate = 1 + schedule.agentDrift / 1000;
    for (const region of REGIONS) {
      for (const phase of [0, 2700]) this.start(region, (phase + schedule.agentPhase) % 5000);
    }
  }

  /** Whether an agent of the region answers an application that it may write. */
  permits(region: Region): boolean {
    for (const agent of this.of[region]) {
      if (this.isValid(agent, 0) && agent.lease !== null && this.core.permits(agent.lease, region)) return true;
    }
    return false;
  }

  /** A new connection from one of the region's instances; undefined if every path is closed. */
  connect(region: Region): Connection | undefined {
    const agent = this.of[region].find((candidate) => this.isOpen(candidate, region));
    if (agent === undefined) return undefined;
    const { closures } = agent;
    return { open: () => agent.closures === closures && this.isOpen(agent, region) };
  }

  /** Every agent starts again, with its path closed. */
  restart(): void {
    for (const agent of REGIONS.flatMap((region) => this.of[region])) {
      agent.lease = null;
      agent.closures += 1;
    }
  }

  private isValid({ lease, until }: Agent, margin: number): boolean {
    return lease !== null && this.simulation.now < until - margin;
  }

  /** Whether the path is open: in the active region with open writes, and in a region whose database is a replica. */
  private isOpen(agent: Agent, region: Region): boolean {
    const { lease } = agent;
    if (lease === null || !this.isValid(agent, MARGIN)) return false;
    if (this.core.permits(lease, region)) return true;
    return lease.lastWriter !== region && !lease.quarantined.includes(region);
  }

  private start(region: Region, phase: number): void {
    const agent: Agent = { lease: null, until: 0, closures: 0 };
    this.of[region].push(agent);
    let cancel = () => {};
    const poll = () => {
      const { environment, simulation, rate, schedule } = this;
      simulation.after((LEASE_PROTOCOL.renewSeconds * 1000) / rate, poll);
      if (environment.isCutOff(region) || environment.isLeaseBeingMoved) return;
      const { lease } = environment;
      if (agent.lease !== null && lease.epoch < agent.lease.epoch) {
        throw new Violation(`an agent of ${region} read epoch ${lease.epoch} after ${agent.lease.epoch}`);
      }
      const wasOpen = this.isOpen(agent, region);
      agent.lease = lease;
      // Counted from before the read was sent.
      // An agent uses a longer lease than the published one only if it can publish it.
      const own = schedule.renewals ? schedule.agentLeaseSeconds : null;
      const leaseSeconds = own ?? lease.timing.leaseSeconds;
      agent.until = simulation.now - LATENCY + (leaseSeconds * 1000) / rate;
      if (!wasOpen || !this.isOpen(agent, region)) agent.closures += 1;
      cancel();
      if (lease.active === region && schedule.renewals) environment.renewed(region, leaseSeconds);
      if (!this.permits(region)) return;
      // The last moment of the lease, in case no other read follows.
      cancel = simulation.after(agent.until - 1 - simulation.now, () => {
        if (this.permits(region)) environment.writeSlowly(region);
      });
    };
    this.simulation.after(phase, poll);
  }
}
