import type { FailoverPorts } from "../../failover/protocol/ports";
import type { Mode } from "../../failover/protocol/types";
import type { Region } from "./schedule";
import { type Core, Violation, type World } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** How long after it was issued a call may still take effect, in milliseconds. */
const NETWORK = 9000;
/** The longest that a call of a step may take, in seconds; the model's plans set it. */
export const CALL_SECONDS = 10;

/** Where a process's faults come from. */
export interface Faults {
  next(): number;
}

/** One run of the command: its clocks, its ports, its death. */
export class Process {
  alive = true;
  private calls = 0;
  readonly ports: FailoverPorts;

  constructor(
    private readonly simulation: Simulation,
    private readonly world: World,
    private readonly core: Core,
    private readonly faults: Faults,
    private readonly options: {
      mode: Mode;
      drift: number;
      skew: number;
      /** The port call at which it dies; null for never. */
      crashAt: number | null;
      onCrash(): void;
    },
  ) {
    this.ports = this.makePorts();
  }

  /**
   * A port call with whatever befalls it. `stale` gives an older answer than `effect`, where the service may;
   * `often` lets a copy arrive minutes later, where the port itself is to tell that its time is over.
   */
  private call<T>(effect: () => T, { stale = effect, often = false } = {}): Promise<T> {
    if (!this.alive) return new Promise(() => {});
    this.calls += 1;
    if (this.calls === this.options.crashAt) {
      if (this.calls % 2 === 0) this.attempt(effect);
      this.alive = false;
      this.options.onCrash();
      return new Promise(() => {});
    }
    const fault = this.faults.next() % 64;
    // Throttled, lost or late replies, calls that hang, that arrive twice or much later: see each.
    return new Promise<T>((resolve, reject) => {
      if (fault === 1 || fault === 2) this.after(50, () => reject(new Error("throttled")));
      else if (fault === 3) {
        this.act(20, effect);
        this.after(3000, () => reject(new Error("reply lost")));
      } else if (fault === 4) {
        this.reply(30, effect, resolve, reject);
        this.act(NETWORK, effect);
      } else if (fault === 5) this.act(20, effect);
      else if (fault === 6) return;
      else if (fault === 7) {
        this.simulation.after(30, () => this.wayBack(40_000, this.attempt(effect), resolve, reject));
      } else if (fault === 8) {
        this.act(NETWORK, effect);
        this.after(2000, () => reject(new Error("timed out on its way")));
      } else if (fault === 9 || fault === 10) this.reply(30, stale, resolve, reject);
      else {
        if (often && fault > 10 && fault < 14) this.act(150_000, effect);
        this.reply(30, effect, resolve, reject);
      }
    });
  }

  private act(delay: number, effect: () => unknown): void {
    this.simulation.after(delay, () => this.attempt(effect));
  }

  private reply<T>(
    delay: number,
    effect: () => T,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): void {
    this.simulation.after(delay, () => this.wayBack(0, this.attempt(effect), resolve, reject));
  }

  private wayBack<T>(
    delay: number,
    answer: { value: T } | { error: unknown },
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): void {
    if (delay > 0) this.after(delay, () => this.wayBack(0, answer, resolve, reject));
    else if (this.alive)
      this.simulation.resume(() => ("value" in answer ? resolve(answer.value) : reject(answer.error)));
  }

  /** A timer of the process's own, which dies with it. */
  private after(delay: number, run: () => void): () => void {
    return this.simulation.after(delay, () => this.alive && this.simulation.resume(run));
  }

  private attempt<T>(effect: () => T): { value: T } | { error: unknown } {
    try {
      return { value: effect() };
    } catch (error) {
      // What the world forbids must not be taken for a port's answer.
      if (error instanceof Violation) throw error;
      return { error };
    }
  }

  private changes(what: string, epoch: number): void {
    if (this.options.mode === "rehearse") throw new Violation(`a rehearsal came to ${what}`);
    this.world.checkEpoch(what, epoch, CALL_SECONDS * 1000 * 1.1 + NETWORK);
  }

  private reach(region: string): Region {
    if (this.world.isCutOff(region as Region)) throw new Error(`${region} does not answer`);
    return region as Region;
  }

  private makePorts(): FailoverPorts {
    const { simulation, world, core } = this;
    const rate = 1 + this.options.drift / 1000;
    const wall = () => 1_800_000_000_000 + simulation.now + this.options.skew * 1000;
    return {
      clock: {
        now: wall,
        monotonic: () => 5000 + simulation.now * rate,
        sleep: (milliseconds) => new Promise((resolve) => this.after(milliseconds / rate, resolve)),
        after: (milliseconds, run) => this.after(milliseconds / rate, run),
      },
      lease: {
        read: () => this.call(() => world.lease),
        replace: (expected, next) =>
          this.call(() => {
            if (this.options.mode === "rehearse" && !core.sameLease(expected, next))
              this.changes("change the lease", 0);
            world.replaceLease(expected, next);
          }),
      },
      journal: {
        begin: (plan) =>
          this.call(() => {
            if (!world.journal.has(plan.run)) world.journal.set(plan.run, { plan, entries: new Map() });
          }),
        append: (entry) =>
          this.call(() => {
            if (entry.epochAfter < entry.epochBefore) throw new Violation(`${entry.step} took the epoch back`);
            world.journal.get(entry.run)?.entries.set(`${entry.step} ${entry.attempt} ${entry.state}`, entry);
          }),
        read: (run) =>
          this.call(() => {
            const found = world.journal.get(run);
            return found === undefined ? null : { plan: found.plan, entries: [...found.entries.values()] };
          }),
      },
      database: {
        describe: (region) =>
          this.call(() => world.describe(this.reach(region), wall()), {
            stale: () => world.describe(this.reach(region), wall(), world.former),
          }),
        promote: ({ region, id, epoch }) =>
          this.call(() => {
            this.changes("promote", epoch);
            world.promote(this.reach(region), id, epoch);
          }),
        write: (region) =>
          this.call(() => {
            if (!world.isWritable(this.reach(region))) throw new Error(`the database of ${region} takes no writes`);
            world.databases[region as Region].tookWrite = true;
          }),
        caughtUp: (from, to) =>
          this.call(() => {
            const source = this.reach(from);
            if (world.databases[this.reach(to)].source !== source)
              throw new core.Refused(`${to} does not follow ${from}`);
            return world.applied(to as Region) === world.databases[source].log.length;
          }),
      },
      capacity: {
        raise: (name, epoch) =>
          this.call(() => {
            const region = this.reach(name);
            const capacity = world.capacity[region];
            if (epoch < capacity.epoch) throw new core.StaleEpoch(`${region} was raised for epoch ${capacity.epoch}`);
            capacity.epoch = epoch;
            if (!capacity.raised) capacity.readyAt = simulation.now + 15_000;
            capacity.raised = true;
            return { ready: simulation.now >= capacity.readyAt, detail: "instances" };
          }),
        restore: (name, epoch) =>
          this.call(
            () => {
              const region = this.reach(name);
              const capacity = world.capacity[region];
              if (epoch < capacity.epoch) throw new core.StaleEpoch(`${region} was raised for epoch ${capacity.epoch}`);
              capacity.raised = false;
            },
            { often: true },
          ),
      },
      fencing: {
        fence: (name, epoch) => this.call(() => this.fence(name, epoch, true)),
        release: (name, epoch) => this.call(() => this.fence(name, epoch, false)),
      },
      routes: {
        read: () => this.call(() => world.routes.region, { stale: () => world.former.routes.region }),
        switchTo: (region, _avoid, epoch) =>
          this.call(() => {
            this.changes("switch routes", epoch);
            if (epoch < world.routes.epoch) throw new core.StaleEpoch(`the routes are of epoch ${world.routes.epoch}`);
            world.routes = { region: region as Region, epoch };
          }),
      },
      edge: {
        read: () => this.call(() => world.store, { stale: () => world.former.store }),
        write: (state) =>
          this.call(
            () => {
              if (this.options.mode === "rehearse" && JSON.stringify(state) !== JSON.stringify(world.store)) {
                if (core.mayReplace(world.store, state)) this.changes("change the edge", 0);
              }
              world.writeStore(state);
            },
            { often: true },
          ),
      },
      probes: {
        write: (via, marker) =>
          this.call(() => {
            const edge = via === "edge" ? world.anyEdge() : { ...world.store, active: this.reach(via.region) };
            const region = world.write(edge);
            if (region === null) throw new Error("503");
            world.databases[region].marker = marker;
            return { region };
          }),
        read: (via) =>
          this.call(() => {
            const region = (via === "edge" ? world.anyEdge().active : via.region) as Region;
            if (world.isAway(region)) throw new Error("504");
            return { region, marker: world.databases[region].marker };
          }),
      },
      notifications: { notify: () => this.call(() => {}) },
    };
  }

  private fence(name: string, epoch: number, up: boolean): void {
    const region = this.reach(name);
    this.changes("fence", epoch);
    const fence = this.world.fences[region];
    if (epoch < fence.epoch) throw new this.core.StaleEpoch(`${region} was fenced or released in epoch ${fence.epoch}`);
    if (up && region === this.world.lease.active && epoch === this.world.lease.epoch) {
      throw new Violation(`${region} is fenced by the run that makes it active`);
    }
    this.world.fences[region] = { epoch, up };
  }
}
