import type { FailoverPorts } from "../../failover/protocol/ports";
import type { Mode } from "../../failover/protocol/types";
import type { Region } from "./schedule";
import { WALL } from "./sentinels";
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
  /** When its machine is suspended, true time. */
  private readonly pause: { from: number; to: number } = {
    from: Number.POSITIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
  };
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
      /** Its suspension, in seconds after its start. */
      suspended?: { at: number; lasts: number } | null;
      /** The port call at which it dies; null for never. */
      crashAt: number | null;
      onCrash(): void;
    },
  ) {
    const { suspended } = options;
    if (suspended) {
      const from = simulation.now + suspended.at * 1000;
      this.pause = { from, to: from + suspended.lasts * 1000 };
    }
    this.ports = this.deniable(this.makePorts());
  }

  /** Every call of a port whose permission is missing is rejected. */
  private deniable(ports: FailoverPorts): FailoverPorts {
    const { world, core } = this;
    const wrap = <Port extends object>(name: string, port: Port): Port =>
      new Proxy(port, {
        get: (target, key) => {
          const member: unknown = Reflect.get(target, key);
          return (...args: unknown[]) =>
            world.denies(name)
              ? this.call(() => {
                  throw new core.Denied(`denied: ${name}`);
                })
              : Reflect.apply(member as () => unknown, target, args);
        },
      });
    const wrapped = Object.entries(ports).map(([name, port]) => [name, name === "clock" ? port : wrap(name, port)]);
    return Object.fromEntries(wrapped) as FailoverPorts;
  }

  /** True time that has passed without the suspension: what its monotonic clock counts. */
  private awake(): number {
    const { now } = this.simulation;
    const { from, to } = this.pause;
    return now - Math.max(0, Math.min(now, to) - from);
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
    else this.after(0, () => ("value" in answer ? resolve(answer.value) : reject(answer.error)));
  }

  /** A timer of the process's own, which dies with it. */
  private after(delay: number, run: () => void): () => void {
    const { from, to } = this.pause;
    let callOff = this.simulation.after(delay, () => {
      if (!this.alive) return;
      const late = this.simulation.now >= from && this.simulation.now < to;
      if (!late) return this.simulation.resume(run);
      callOff = this.simulation.after(to - this.simulation.now, () => this.alive && this.simulation.resume(run));
    });
    return () => callOff();
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

  private changesNothingIn(mode: Mode, what: string): void {
    if (this.options.mode === mode) throw new Violation(`a ${mode} came to ${what}`);
  }

  private changes(what: string, epoch: number): void {
    this.changesNothingIn("rehearse", what);
    // A machine that is suspended between its look at the lease and the call acts that much later.
    const { from, to } = this.pause;
    const suspended = this.simulation.now > from ? to - from : 0;
    this.world.checkEpoch(what, epoch, CALL_SECONDS * 1000 * 1.1 + NETWORK + suspended);
  }

  /**
   * A call of a service that has no epochs: the adapter reads the lease first and then acts. What is delayed after that acts although a
   * later epoch may have begun.
   */
  private guarded<T>(epoch: number, effect: () => T, options = {}): Promise<T> {
    const { lease } = this.world;
    if (lease.epoch <= epoch) return this.call(effect, options);
    return this.call(() => {
      throw new this.core.StaleEpoch(`the lease is at epoch ${lease.epoch}`);
    });
  }

  private reach(region: string): Region {
    if (this.world.isCutOff(region as Region)) throw new Error(`${region} does not answer`);
    return region as Region;
  }

  private makePorts(): FailoverPorts {
    const { simulation, world, core } = this;
    const rate = 1 + this.options.drift / 1000;
    const wall = () => WALL + simulation.now + this.options.skew * 1000;
    return {
      clock: {
        now: wall,
        monotonic: () => 5000 + this.awake() * rate,
        sleep: (milliseconds) => new Promise((resolve) => this.after(milliseconds / rate, resolve)),
        after: (milliseconds, run) => this.after(milliseconds / rate, run),
      },
      lease: {
        read: () => this.call(() => world.readLease()),
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
          this.guarded(epoch, () => {
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
      watermarks: {
        acknowledged: (region) => this.call(() => world.watermarks[region as Region].acknowledged),
        replayed: (region) => this.call(() => world.watermarks[region as Region].replayed),
      },
      capacity: {
        raise: (name, epoch) =>
          this.guarded(epoch, () => {
            const region = this.reach(name);
            const capacity = world.capacity[region];
            if (capacity.epoch < epoch) capacity.epoch = epoch;
            if (!capacity.raised) capacity.readyAt = simulation.now + world.capacitySeconds * 1000;
            capacity.raised = true;
            return { ready: simulation.now >= capacity.readyAt, detail: "instances" };
          }),
        restore: (name, epoch) => {
          // The sizes of before are found under the epoch that raised them; then it acts.
          const raisedIn = world.capacity[name as Region].epoch;
          return this.call(
            () => {
              const region = this.reach(name);
              if (epoch < raisedIn) throw new core.StaleEpoch(`${region} was raised for epoch ${raisedIn}`);
              if (epoch === raisedIn) world.capacity[region].raised = false;
            },
            { often: true },
          );
        },
      },
      fencing: {
        fence: (name, epoch) => this.guarded(epoch, () => this.fence(name, true), { often: true }),
        release: (name, epoch) => this.guarded(epoch, () => this.fence(name, false), { often: true }),
      },
      routes: {
        read: () => this.call(() => world.routes.region, { stale: () => world.former.routes.region }),
        switchTo: (region, _avoid, epoch) =>
          this.guarded(
            epoch,
            () => {
              this.changesNothingIn("rehearse", "switch routes");
              world.routes = { region: region as Region, epoch };
            },
            { often: true },
          ),
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

  /** Without a check of its epoch: what is delayed for minutes is for the controllers to put right. */
  private fence(name: string, up: boolean): void {
    const region = this.reach(name);
    this.changesNothingIn("rehearse", "fence");
    this.world.fences[region] = { up };
  }
}
