import { LEASE_PROTOCOL } from "../../config/defaults";
import type { EdgeState } from "../../failover/protocol/types";
import { Violation } from "./core-type";
import type { Write } from "./databases";
import { checkAcknowledgement } from "./invariants";
import { REGIONS, type Region } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** Between two rounds of writes, in milliseconds. */
const PAUSE = 200;
/** How long a write may take after its client has asked, in milliseconds. */
const SLOW = LEASE_PROTOCOL.writeSeconds * 1000;
/** How long commits of clients take that never ask whether they may write, in milliseconds. */
const COMMITS = [0, 5000, 25_000];
/** Between two such writes of the same duration, in milliseconds, without the commit. */
const UNASKED_PAUSE = 4000;
/** From a commit to its answer, in milliseconds. */
const ANSWER = 50;

/** The clients of all regions: at the edges, and inside the regions. */
export class Clients {
  /** When each kind of slower write is due again, by region. */
  private readonly due: Record<Region, number[]> = { east: [], west: [], south: [] };
  private next = 0;

  constructor(
    private readonly simulation: Simulation,
    private readonly aws: SimulatedAws,
  ) {}

  /** All writes that are due: at every edge, and by jobs inside the regions, which follow no edge. */
  write(): void {
    const { aws } = this;
    const { now } = this.simulation;
    if (now < this.next) return;
    this.next = now + PAUSE;
    for (const edge of aws.edges) {
      const region = edge.active as Region;
      if (this.writeThrough(edge) !== null && this.isDue(region, 0, SLOW)) this.writeSlowly(region);
    }
    for (const region of REGIONS) {
      if (!aws.databases[region].writable) continue;
      COMMITS.forEach((delay, index) => {
        if (this.isDue(region, 1 + index, delay + UNASKED_PAUSE)) this.writeUnasked(region, delay);
      });
    }
  }

  /** A write through an edge by a client that asks first. Returns the region that accepted it; null if none did. */
  writeThrough(edge: EdgeState): Region | null {
    const { aws } = this;
    const region = edge.active as Region;
    if (edge.writes === "held" || !aws.permits(region)) return null;
    const write = this.commit(region);
    if (write === null) return null;
    if (!aws.databases[region].tookWrite)
      throw new Violation(`the edge sent a write to ${region} before any proof of writes`);
    this.acknowledge(region, write);
    return region;
  }

  /** A write that is permitted now and committed as late as it may be, by a client that asked first. */
  writeSlowly(region: Region): void {
    this.simulation.after(SLOW - 1, () => {
      const write = this.commit(region);
      if (write !== null) this.acknowledge(region, write);
    });
  }

  /** A write by a client that never asks. Its answer arrives only while the agent leaves its connection open. */
  private writeUnasked(region: Region, delay: number): void {
    const connection = this.aws.connect(region);
    if (connection === undefined) return;
    this.simulation.after(delay, () => {
      const write = connection.open() || delay > 0 ? this.commit(region) : null;
      if (write === null) return;
      this.simulation.after(ANSWER, () => {
        if (connection.open()) this.acknowledge(region, write);
      });
    });
  }

  private commit(region: Region): Write | null {
    const { aws } = this;
    if (!aws.isWritable(region) || aws.fenced[region]) return null;
    const database = aws.databases[region];
    const write = { at: this.simulation.now, acknowledged: false };
    database.log.push(write);
    return write;
  }

  private acknowledge(region: Region, write: Write): void {
    checkAcknowledgement(this.aws, region, write);
    write.acknowledged = true;
  }

  /** At most one write of a kind in `pause` milliseconds: a write at every event would show no more. */
  private isDue(region: Region, kind: number, pause: number): boolean {
    const { now } = this.simulation;
    const due = this.due[region];
    if (now < (due[kind] ?? 0)) return false;
    due[kind] = now + pause;
    return true;
  }
}
