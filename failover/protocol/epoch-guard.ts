import { type LeasePort, StaleEpoch } from "./ports";

/**
 * Rejects an epoch older than the lease's. RDS, Auto Scaling, EC2 and S3 have no epochs, so the lease is read with strong consistency
 * just before the call.
 */
export class EpochGuard {
  constructor(private readonly lease: Pick<LeasePort, "read">) {}

  /** @throws StaleEpoch when a later epoch holds the lease */
  async check(epoch: number, action: string): Promise<void> {
    const current = (await this.lease.read()).epoch;
    if (current > epoch) throw new StaleEpoch(`${action}: epoch ${epoch} is over; the lease is at epoch ${current}`);
  }
}
