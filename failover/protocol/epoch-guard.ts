import { type LeasePort, StaleEpoch } from "./ports";

/**
 * Refuses an epoch that the lease has gone past. RDS, Auto Scaling, EC2 and S3 know no epochs; the lease does, by a strongly
 * consistent read just before the call.
 */
export class EpochGuard {
  constructor(private readonly lease: Pick<LeasePort, "read">) {}

  /** @throws StaleEpoch when a later epoch holds the lease */
  async check(epoch: number, action: string): Promise<void> {
    const current = (await this.lease.read()).epoch;
    if (current > epoch) throw new StaleEpoch(`${action}: epoch ${epoch} is over; the lease is at epoch ${current}`);
  }
}
