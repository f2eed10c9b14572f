import { Agent, request } from "node:http";
import type { Random } from "../random";
import { outcomeOf, type Sample } from "./outcome";

/** How long a client waits for an answer, in milliseconds. */
const PATIENCE = 20_000;

export interface LoadSettings {
  /** Requests a second. */
  readonly rate: number;
  /** The share that writes. */
  readonly writeShare: number;
  /** The share that comes from inside the first region and goes straight to its entrance. */
  readonly insideShare: number;
}

/** Where the load goes: ports as they are now. */
export interface LoadTargets {
  readonly edge: readonly number[];
  inside(): number;
}

/**
 * Reads and writes at a steady rate, whatever becomes of them: each write has a number of its own, is sent once, and counts as
 * acknowledged only when its client was told so.
 */
export class Load {
  readonly samples: Sample[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly underWay = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private sent = 0;
  private numbers = 0;

  /** @param elapsed milliseconds since the drill began */
  constructor(
    private readonly settings: LoadSettings,
    private readonly targets: LoadTargets,
    private readonly random: Random,
    private readonly elapsed: () => number,
  ) {}

  start(): void {
    const from = this.elapsed();
    this.timer = setInterval(() => {
      const due = ((this.elapsed() - from) / 1000) * this.settings.rate;
      for (; this.sent < due; this.sent++) this.send();
    }, 5);
  }

  /** Sends nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
    this.agent.destroy();
  }

  /** Sends nothing more, and gives up what is under way. */
  abort(): void {
    clearInterval(this.timer);
    this.agent.destroy();
  }

  private send(): void {
    const { random, settings, targets } = this;
    const number = random.next() < settings.writeShare ? ++this.numbers : null;
    const inside = random.next() < settings.insideShare;
    const location = targets.edge[Math.floor(random.next() * targets.edge.length)] ?? 0;
    const done = this.exchange(number, inside ? "inside" : "edge", inside ? targets.inside() : location);
    this.underWay.add(done);
    done.finally(() => this.underWay.delete(done));
  }

  private exchange(number: number | null, via: Sample["via"], port: number): Promise<void> {
    const began = this.elapsed();
    const kind = number === null ? "read" : "write";
    return new Promise((resolve) => {
      const settle = (answer: Pick<Sample, "outcome" | "region">) => {
        this.samples.push({ kind, via, number, began, ended: this.elapsed(), ...answer });
        resolve();
      };
      const sent = request({
        port,
        agent: this.agent,
        method: number === null ? "GET" : "POST",
        path: number === null ? "/entries/newest" : "/entries",
        timeout: PATIENCE,
      });
      sent.on("timeout", () => sent.destroy());
      sent.on("error", () => settle({ outcome: "unanswered", region: null }));
      sent.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", () => settle({ outcome: "unanswered", region: null }));
        response.on("end", () =>
          settle(outcomeOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString())),
        );
      });
      sent.end(number === null ? undefined : JSON.stringify({ number }));
    });
  }
}
