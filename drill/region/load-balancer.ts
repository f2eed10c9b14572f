import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { listen } from "../processes/free-port";

/** How often each instance's /healthz is asked, in milliseconds; an answer within as long counts. */
const HEALTH_INTERVAL = 500;

interface Target {
  readonly port: number;
  healthy: boolean;
}

/** A region's entrance: requests go to its healthy instances in turn; 503 when there is none, 502 when one breaks off. */
export class LoadBalancer {
  port = 0;
  private targets: Target[] = [];
  private turn = 0;
  private server: Server | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly agent = new Agent({ keepAlive: true });

  async open(): Promise<void> {
    this.server = createServer((request, response) => this.forward(request, response));
    // A connection that an edge location is about to use again must not end under it.
    this.server.keepAliveTimeout = 120_000;
    this.port = await listen(this.server);
    this.timer = setInterval(() => this.check(), HEALTH_INTERVAL);
  }

  get isOpen(): boolean {
    return this.server !== undefined;
  }

  /** Ends at once, with all that is under way. */
  close(): void {
    clearInterval(this.timer);
    this.server?.close();
    this.server?.closeAllConnections();
    this.server = undefined;
    this.agent.destroy();
    this.targets = [];
  }

  add(port: number): void {
    this.targets.push({ port, healthy: false });
    this.check();
  }

  remove(port: number): void {
    this.targets = this.targets.filter((target) => target.port !== port);
  }

  get healthy(): number {
    return this.targets.filter(({ healthy }) => healthy).length;
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const healthy = this.targets.filter((target) => target.healthy);
    const target = healthy[this.turn++ % Math.max(1, healthy.length)];
    if (target === undefined) {
      outgoing.writeHead(503).end();
      return;
    }
    const { method, url: path, headers } = incoming;
    const forwarded = request({ port: target.port, method, path, headers, agent: this.agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    });
    incoming.pipe(forwarded);
  }

  private check(): void {
    for (const target of this.targets) {
      fetch(`http://127.0.0.1:${target.port}/healthz`, { signal: AbortSignal.timeout(HEALTH_INTERVAL) }).then(
        (answer) => {
          target.healthy = answer.ok;
        },
        () => {
          target.healthy = false;
        },
      );
    }
  }
}
