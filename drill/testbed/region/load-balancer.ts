import type { Address } from "../network/link";

/** Interval of health checks (/healthz), in milliseconds. */
const HEALTH_INTERVAL = 500;
/** Time limit of a health check, in milliseconds. */
const HEALTH_TIMEOUT = 2000;

interface Target {
  readonly address: Address;
  healthy: boolean;
}

/** A region's load balancer: distributes connections among the healthy instances, round-robin. */
export class LoadBalancer {
  private targets: Target[] = [];
  private nextIndex = 0;
  private timer: NodeJS.Timeout | undefined;

  add(address: Address): void {
    this.targets.push({ address, healthy: false });
    this.timer ??= setInterval(() => this.check(), HEALTH_INTERVAL).unref();
    this.check();
  }

  remove(address: Address): void {
    this.targets = this.targets.filter((target) => target.address !== address);
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

  /** The next healthy instance; a port that refuses connections when there is none. */
  next(): Address | number {
    const healthy = this.targets.filter((target) => target.healthy);
    return healthy[this.nextIndex++ % Math.max(1, healthy.length)]?.address ?? 0;
  }

  private check(): void {
    for (const target of this.targets) {
      fetch(`http://${target.address.host}:${target.address.port}/healthz`, {
        signal: AbortSignal.timeout(HEALTH_TIMEOUT),
      }).then(
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
