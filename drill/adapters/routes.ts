import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { RoutesPort } from "../../failover/protocol/ports";

/** The storage access point's routes; nothing in the drill reads by them, so that only their switching is played. */
export class LocalRoutes implements RoutesPort {
  constructor(
    private readonly accessPoint: { storageRoute: string },
    private readonly guard: EpochGuard,
  ) {}

  async read(): Promise<string | null> {
    return this.accessPoint.storageRoute;
  }

  async switchTo(region: string, _avoid: string, epoch: number): Promise<void> {
    await this.guard.check(epoch, `switch the routes to ${region}`);
    this.accessPoint.storageRoute = region;
  }
}
