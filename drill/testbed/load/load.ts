import type { EdgeAnswer } from "../edge/behaviour";
import type { OriginRequest } from "../edge/origin";
import type { Random } from "../random";
import { outcomeOf, type Sample } from "./outcome";

/** How much of what it is behind the load makes up for. */
const CATCH_UP_SECONDS = 0.2;

export interface LoadSettings {
  /** Requests a second. */
  readonly rate: number;
  /** The share that writes. */
  readonly writeShare: number;
  /** The share that comes from inside the first region and goes straight to its entrance. */
  readonly insideShare: number;
}

/** What a client sends its requests to; gives null when it was not answered. */
export type Door = (request: OriginRequest) => Promise<EdgeAnswer | null>;

export interface Doors {
  /** The edge's locations. */
  readonly edge: readonly Door[];
  /** The first region's entrance, for clients inside of it. */
  readonly inside: Door;
}

/**
 * Reads and writes at a steady rate, whatever becomes of them: each write has a number of its own, is sent once, and counts as
 * acknowledged only when its client was told so.
 */
export class Load {
  readonly samples: Sample[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  /** How many requests should have been sent by now, those left out included. */
  private due = 0;
  private numbers = 0;

  /** @param elapsed milliseconds since the drill began */
  constructor(
    private readonly settings: LoadSettings,
    private readonly doors: Doors,
    private readonly random: Random,
    private readonly elapsed: () => number,
  ) {}

  start(): void {
    const { rate } = this.settings;
    const from = this.elapsed();
    this.timer = setInterval(() => {
      const due = ((this.elapsed() - from) / 1000) * rate;
      // What a machine that stood still did not send is not sent all at once.
      this.due = Math.max(this.due, due - rate * CATCH_UP_SECONDS);
      for (; this.due < due; this.due++) this.send();
    }, 5);
  }

  /** Sends nothing more. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private send(): void {
    const { random, settings, doors } = this;
    const number = random.next() < settings.writeShare ? ++this.numbers : null;
    const inside = random.next() < settings.insideShare;
    const location = doors.edge[Math.floor(random.next() * doors.edge.length)] ?? doors.inside;
    const done = this.exchange(number, inside ? "inside" : "edge", inside ? doors.inside : location);
    this.underWay.add(done);
    done.finally(() => this.underWay.delete(done));
  }

  private async exchange(number: number | null, via: Sample["via"], door: Door): Promise<void> {
    const began = this.elapsed();
    const kind = number === null ? "read" : "write";
    const body = Buffer.from(number === null ? "" : JSON.stringify({ number }));
    const answer = await door({
      method: number === null ? "GET" : "POST",
      path: number === null ? "/entries/newest" : "/entries",
      headers: { host: "drill", "content-length": String(body.length) },
      body,
    });
    this.samples.push({ kind, via, number, began, ended: this.elapsed(), ...outcomeOf(answer) });
  }
}
