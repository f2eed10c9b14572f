import type { Outage, Region, Schedule } from "./schedule";
import type { Simulation } from "./simulation";

/** How long a permission or credentials are missing, and an endpoint of the lease table does not answer, in milliseconds. */
const MISSING = 60_000;
const HANGING = 600_000;
/** How long a bad deployment stays, in milliseconds. */
const BAD = 400_000;

/** What disturbances do outside their own state. */
export interface Effects {
  retime(leaseSeconds: number): void;
  restartAgents(): void;
  stallReplication(): void;
  loseDatabase(): void;
  recoverDatabases(): void;
}

/** The faults of a schedule that begin and end by themselves, and their current state. */
export class Disturbances {
  private outage: (Outage & { since: number }) | null = null;
  private deniedPort: string | null = null;
  /** What is wrong with the credentials of commands. */
  credentials: "expired" | "hanging" | null = null;
  private endpointHangs = false;
  /** Whether all faults have ended, except an outage that never ends. */
  healed = false;
  /** Whether the first region's application answers no probe although the region is well. */
  isDeploymentBad = false;
  /** Every outage of a region; infinite while it lasts. */
  readonly outages: { region: Region; at: number; until: number }[] = [];

  constructor(
    private readonly simulation: Simulation,
    private readonly schedule: Schedule,
    private readonly effects: Effects,
  ) {}

  /** Schedules all of them. */
  start(): void {
    const { effects } = this;
    const {
      badDeploymentAt,
      outage,
      databaseLoss,
      replication,
      retiming,
      denied,
      credentials,
      endpointHangsAt,
      agentRestart,
    } = this.schedule;
    if (databaseLoss !== null) {
      const { at, lasts } = databaseLoss;
      this.at(at, () => {
        if (!this.healed) effects.loseDatabase();
      });
      if (lasts !== null) this.at(at + lasts, () => effects.recoverDatabases());
    }
    if (outage !== null) {
      this.at(outage.at, () => {
        if (this.healed) return;
        this.outage = { ...outage, since: this.simulation.now };
        this.outages.push({ region: outage.region, at: this.simulation.now, until: Number.POSITIVE_INFINITY });
      });
      if (outage.lasts !== null) this.at(outage.at + outage.lasts, () => this.endOutage());
    }
    if (replication.stallsAt !== null) {
      this.at(replication.stallsAt, () => {
        if (!this.healed) effects.stallReplication();
      });
    }
    if (badDeploymentAt !== null) {
      this.during(badDeploymentAt, BAD, (on) => {
        this.isDeploymentBad = on;
      });
    }
    if (retiming !== null) this.at(retiming.at, () => effects.retime(retiming.leaseSeconds));
    if (agentRestart !== null) this.at(agentRestart, () => effects.restartAgents());
    if (denied !== null) {
      this.during(denied.at, MISSING, (on) => {
        this.deniedPort = on ? denied.port : null;
      });
    }
    if (credentials !== null) {
      this.during(credentials.at, MISSING, (on) => {
        this.credentials = on ? credentials.kind : null;
      });
    }
    if (endpointHangsAt !== null) {
      this.during(endpointHangsAt, HANGING, (on) => {
        this.endpointHangs = on;
      });
    }
  }

  /** Acts a number of seconds after the first command. */
  private at(seconds: number, act: () => void): void {
    this.simulation.after(((this.schedule.commands[0]?.at ?? 0) + seconds) * 1000, act);
  }

  private during(seconds: number, lasts: number, set: (on: boolean) => void): void {
    this.at(seconds, () => set(!this.healed));
    this.at(seconds + lasts / 1000, () => set(false));
  }

  /** Ends every fault. An outage that never ends goes on. */
  heal(): void {
    this.healed = true;
    this.endpointHangs = false;
    this.isDeploymentBad = false;
    if (this.schedule.outage?.lasts !== null) this.endOutage();
  }

  private endOutage(): void {
    this.outage = null;
    const last = this.outages.at(-1);
    if (last !== undefined) last.until = Math.min(last.until, this.simulation.now);
  }

  denies(port: string): boolean {
    return this.deniedPort === port;
  }

  /** Whether an endpoint of the lease table does not answer. */
  hangs(endpoint: string): boolean {
    return this.endpointHangs && endpoint === "preferred";
  }

  /** Whether nothing reaches the region: neither controllers nor clients. */
  isAway(region: Region): boolean {
    return this.outage?.region === region && this.outage.kind !== "isolated";
  }

  /** Whether nothing crosses the region's border. Its own clients may reach it. */
  isCutOff(region: Region): boolean {
    return this.outage?.region === region;
  }

  /** Since when the region is cut off; null if it is not. */
  cutOffSince(region: Region): number | null {
    return this.outage?.region === region ? this.outage.since : null;
  }
}
