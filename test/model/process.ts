import type { Clock, FailoverPorts } from "../../failover/protocol/ports";
import type { Mode } from "../../failover/protocol/types";
import { type Core, Violation } from "./core-type";
import { portsOf } from "./ports";
import type { Region } from "./schedule";
import { WALL } from "./sentinels";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** How long after it was issued a call may still take effect, in milliseconds. */
const NETWORK = 9000;
/** How late a call may arrive whose adapter checks the epoch before it acts, in milliseconds. */
export const VERY_LATE = 150_000;
/** The longest that a call of a step may take, in seconds; the model's plans set it. */
export const CALL_SECONDS = 10;

/** Where a process's faults come from. */
export interface Faults {
  next(): number;
}

export const NO_FAULTS: Faults = { next: () => 0 };

export interface ProcessOptions {
  readonly mode: Mode;
  readonly drift: number;
  readonly skew: number;
  /** Its suspension, in seconds after its start. */
  readonly suspended: { at: number; lasts: number } | null;
  /** The port call at which it dies; null for never. */
  readonly crashAt: number | null;
  readonly onCrash: () => void;
  /** Whether it uses the operators' credentials. */
  readonly isCommand: boolean;
  /** Whether it carries a run out. */
  readonly runs: boolean;
  /** The region in which it runs, and which its calls cannot leave while it is cut off; null for anywhere. */
  readonly home: Region | null;
}

/** A process without faults of its own. */
export const FAULTLESS: ProcessOptions = {
  mode: "failover",
  drift: 0,
  skew: 0,
  suspended: null,
  crashAt: null,
  onCrash: () => {},
  isCommand: false,
  runs: false,
  home: null,
};

/** How one call behaves. */
export interface CallOptions<T> {
  /** The answer of a stale read, where the service may return one. */
  readonly stale?: () => T;
  /** A copy may arrive minutes later: the port must recognize that its time is over. */
  readonly late?: boolean;
  /** Whether the caller may make the call. */
  readonly port?: string;
}

/** A process with its clocks, its ports and its faults: a command's, or a controller's. */
export class Process {
  private alive = true;
  private calls = 0;
  /** When its machine is suspended, true time. */
  private readonly pause: { from: number; to: number } = {
    from: Number.POSITIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
  };
  readonly ports: FailoverPorts;
  readonly clock: Clock;

  constructor(
    readonly simulation: Simulation,
    readonly aws: SimulatedAws,
    readonly core: Core,
    private readonly faults: Faults,
    readonly options: ProcessOptions,
  ) {
    const { suspended } = options;
    if (suspended !== null) {
      const from = simulation.now + suspended.at * 1000;
      this.pause = { from, to: from + suspended.lasts * 1000 };
    }
    const rate = 1 + options.drift / 1000;
    this.clock = {
      now: () => this.wallClock(),
      monotonic: () => 5000 + this.awake() * rate,
      sleep: (milliseconds) => new Promise((resolve) => this.after(milliseconds / rate, resolve)),
      after: (milliseconds, run) => this.after(milliseconds / rate, run),
    };
    this.ports = portsOf(this);
  }

  wallClock(): number {
    return WALL + this.simulation.now + this.options.skew * 1000;
  }

  /** True time without the suspension: what its monotonic clock counts. */
  private awake(): number {
    const { now } = this.simulation;
    const { from, to } = this.pause;
    return now - Math.max(0, Math.min(now, to) - from);
  }

  /** A call with its fault: throttled, lost or late replies, calls that hang, that arrive twice or much later. */
  call<T>(effect: () => T, { stale = effect, late = false, port }: CallOptions<T> = {}): Promise<T> {
    if (!this.alive) return new Promise(() => {});
    this.calls += 1;
    if (this.calls === this.options.crashAt) {
      if (this.calls % 2 === 0) this.attempt(effect);
      this.alive = false;
      this.options.onCrash();
      return new Promise(() => {});
    }
    const fault = this.aws.disturbances.healed ? 0 : this.faults.next() % 64;
    const refusal = this.refusal(port);
    const { home } = this.options;
    if (home !== null && this.aws.isCutOff(home)) return this.unanswered();
    return new Promise<T>((resolve, reject) => {
      if (refusal === "hanging") return;
      if (refusal !== null) this.after(30, () => reject(refusal));
      else if (fault === 1 || fault === 2) this.after(50, () => reject(new Error("throttled")));
      else if (fault === 3) {
        this.act(20, effect);
        this.after(3000, () => reject(new Error("reply lost")));
      } else if (fault === 4) {
        this.reply(30, effect, resolve, reject);
        this.act(NETWORK, effect);
      } else if (fault === 5) this.act(20, effect);
      else if (fault === 6) return;
      else if (fault === 7) {
        this.simulation.after(30, () => this.answer(40_000, this.attempt(effect), resolve, reject));
      } else if (fault === 8) {
        this.act(NETWORK, effect);
        this.after(2000, () => reject(new Error("timed out on its way")));
      } else if (fault === 9 || fault === 10) this.reply(30, stale, resolve, reject);
      else {
        if (late && fault > 10 && fault < 14) this.act(VERY_LATE, effect);
        this.reply(30, effect, resolve, reject);
      }
    });
  }

  private unanswered<T>(): Promise<T> {
    return new Promise((_, reject) => this.after(3000, () => reject(new Error("no answer"))));
  }

  /** Why the caller may not make the call. */
  private refusal(port: string | undefined): Error | "hanging" | null {
    if (port === undefined) return null;
    const { credentials } = this.aws.disturbances;
    if (this.options.isCommand && credentials !== null) {
      if (credentials === "hanging") return "hanging";
      return new this.core.InvalidCredentials(new Error("expired"));
    }
    return this.aws.disturbances.denies(port) ? new this.core.Denied(`denied: ${port}`) : null;
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
    this.simulation.after(delay, () => this.answer(0, this.attempt(effect), resolve, reject));
  }

  private answer<T>(
    delay: number,
    result: { value: T } | { error: unknown },
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): void {
    this.after(delay, () => ("value" in result ? resolve(result.value) : reject(result.error)));
  }

  /** A timer of the process, which ends with it and does not run during a suspension. */
  after(delay: number, run: () => void): () => void {
    const { from, to } = this.pause;
    let cancel = this.simulation.after(delay, () => {
      if (!this.alive) return;
      const suspended = this.simulation.now >= from && this.simulation.now < to;
      if (!suspended) return this.simulation.resume(run);
      cancel = this.simulation.after(to - this.simulation.now, () => this.alive && this.simulation.resume(run));
    });
    return () => cancel();
  }

  private attempt<T>(effect: () => T): { value: T } | { error: unknown } {
    try {
      return { value: effect() };
    } catch (error) {
      // A violation must not pass for a port's answer.
      if (error instanceof Violation) throw error;
      return { error };
    }
  }

  changesNothingIn(mode: Mode, action: string): void {
    if (this.options.mode === mode) throw new Violation(`a ${mode} called ${action}`);
  }

  changes(action: string, epoch: number): void {
    this.changesNothingIn("rehearse", action);
    this.aws.checkEpoch(action, epoch, CALL_SECONDS * 1100 + NETWORK);
  }

  /**
   * A call of a service without epochs: the adapter reads the lease first and then acts. A call that is delayed after that acts although
   * a later epoch may have begun.
   */
  guarded<T>(epoch: number, effect: () => T, options: CallOptions<T>): Promise<T> {
    const { lease } = this.aws;
    // A run reads the lease before every call, so that it calls no adapter once the epoch is replaced.
    if (this.options.runs) this.aws.checkEpoch("a call", epoch, CALL_SECONDS * 1100);
    if (lease.epoch <= epoch) return this.call(effect, options);
    return this.call(() => {
      throw new this.core.StaleEpoch(`the lease is at epoch ${lease.epoch}`);
    });
  }

  /** The region, if this process reaches it. */
  reach(region: string): Region {
    if (this.aws.isCutOff(region as Region)) throw new Error(`${region} does not answer`);
    return region as Region;
  }
}
