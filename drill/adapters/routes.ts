import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { RoutesPort } from "../../failover/protocol/ports";

/** The storage access point's route. Nothing in the drill reads through it; only the switch itself is exercised. */
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
