/** How often each instance's /healthz is asked, in milliseconds. */
const HEALTH_INTERVAL = 500;
/** How long an instance has for its answer, in milliseconds. */
const HEALTH_TIMEOUT = 2000;

interface Target {
  readonly port: number;
  healthy: boolean;
}

/** A region's load balancer, at the level of connections: each goes to the next healthy instance. */
export class Entrance {
  private targets: Target[] = [];
  private turn = 0;
  private timer: NodeJS.Timeout | undefined;

  add(port: number): void {
    this.targets.push({ port, healthy: false });
    this.timer ??= setInterval(() => this.check(), HEALTH_INTERVAL);
    this.check();
  }

  remove(port: number): void {
    this.targets = this.targets.filter((target) => target.port !== port);
  }

  /** Nothing is behind it any more. */
  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.targets = [];
  }

  get healthy(): number {
    return this.targets.filter(({ healthy }) => healthy).length;
  }

  /** The port of the instance whose turn it is; 0, at which nobody answers, when none is healthy. */
  next(): number {
    const healthy = this.targets.filter((target) => target.healthy);
    return healthy[this.turn++ % Math.max(1, healthy.length)]?.port ?? 0;
  }

  private check(): void {
    for (const target of this.targets) {
      fetch(`http://127.0.0.1:${target.port}/healthz`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT) }).then(
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
