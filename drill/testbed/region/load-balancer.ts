/** Interval of health checks (/healthz), in milliseconds. */
const HEALTH_INTERVAL = 500;
/** Time limit of a health check, in milliseconds. */
const HEALTH_TIMEOUT = 2000;

interface Target {
  readonly port: number;
  healthy: boolean;
}

/** A region's load balancer: distributes connections among the healthy instances, round-robin. */
export class LoadBalancer {
  private targets: Target[] = [];
  private nextIndex = 0;
  private timer: NodeJS.Timeout | undefined;

  add(port: number): void {
    this.targets.push({ port, healthy: false });
    this.timer ??= setInterval(() => this.check(), HEALTH_INTERVAL);
    this.check();
  }

  remove(port: number): void {
    this.targets = this.targets.filter((target) => target.port !== port);
  }

  /** Stops the health checks and removes all targets. */
  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.targets = [];
  }

  get healthy(): number {
    return this.targets.filter(({ healthy }) => healthy).length;
  }

  /** The port of the next healthy instance; 0, which refuses connections, when there is none. */
  next(): number {
    const healthy = this.targets.filter((target) => target.healthy);
    return healthy[this.nextIndex++ % Math.max(1, healthy.length)]?.port ?? 0;
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
