import type { EdgeAnswer } from "../edge/answer";
import type { OriginRequest } from "../edge/origin";
import type { Random } from "../random";
import { outcomeOf, type Sample } from "./outcome";

/** The longest backlog that the load catches up on, in seconds. */
const CATCH_UP_SECONDS = 0.2;
/**
 * The most requests without an answer, in seconds of the rate. While a region is silent, CloudFront's timeouts keep fewer than these
 * pending; more mean that this machine is overloaded, and would keep it so.
 */
const PENDING_SECONDS = 10;

export interface LoadSettings {
  /** Requests a second. */
  readonly rate: number;
  /** Share of writes, 0 to 1. */
  readonly writeShare: number;
  /** Share of requests that clients inside the first region send directly to its load balancer, 0 to 1. */
  readonly internalShare: number;
}

/** Sends a client's request; resolves to null when there was no response. */
export type Endpoint = (request: OriginRequest) => Promise<EdgeAnswer | null>;

export interface Endpoints {
  /** The edge locations. */
  readonly edge: readonly Endpoint[];
  /** The first region's load balancer, for clients inside that region. */
  readonly internal: Endpoint;
}

/**
 * Sends reads and writes at a steady rate, whatever their outcome. Each write has a unique number, is sent once, and counts as acknowledged
 * only when its client received a success response.
 */
export class Load {
  readonly samples: Sample[] = [];
  private readonly pending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  /** How many requests should have been sent by now, including skipped ones. */
  private due = 0;
  private numbers = 0;

  /** @param elapsed milliseconds since the drill began */
  constructor(
    private readonly settings: LoadSettings,
    private readonly endpoints: Endpoints,
    private readonly random: Random,
    private readonly elapsed: () => number,
  ) {}

  start(): void {
    const { rate } = this.settings;
    const from = this.elapsed();
    this.timer = setInterval(() => {
      const due = ((this.elapsed() - from) / 1000) * rate;
      // Skip most of the backlog after a pause of the machine instead of sending it in one burst.
      this.due = Math.max(this.due, due - rate * CATCH_UP_SECONDS);
      for (; this.due < due; this.due++) if (this.pending.size < rate * PENDING_SECONDS) this.send();
    }, 5);
  }

  /** Stops sending. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Waits for the pending requests. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  private send(): void {
    const { random, settings, endpoints } = this;
    const number = random.next() < settings.writeShare ? ++this.numbers : null;
    const internal = random.next() < settings.internalShare;
    const location = endpoints.edge[Math.floor(random.next() * endpoints.edge.length)] ?? endpoints.internal;
    const done = this.exchange(number, internal ? "internal" : "edge", internal ? endpoints.internal : location);
    this.pending.add(done);
    done.finally(() => this.pending.delete(done));
  }

  private async exchange(number: number | null, via: Sample["via"], endpoint: Endpoint): Promise<void> {
    const began = this.elapsed();
    const kind = number === null ? "read" : "write";
    const body = Buffer.from(number === null ? "" : JSON.stringify({ number }));
    const answer = await endpoint({
      method: number === null ? "GET" : "POST",
      path: number === null ? "/entries/newest" : "/entries",
      headers: { host: "drill", "content-length": String(body.length) },
      body,
    });
    this.samples.push({ kind, via, number, began, ended: this.elapsed(), ...outcomeOf(answer) });
  }
}
