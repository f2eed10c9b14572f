import { logMetric, METRICS, metricDimensions } from "../controller/metric";
import { lastSign, readWatermarks, secondsAtRisk } from "../protocol/gate";
import type { LeasePort, WatermarksPort } from "../protocol/ports";

/**
 * Publishes the seconds of acknowledged writes that a failover to the region would lose now, by beats; 0 in the active region. Publishes
 * nothing where it is unknown, which the alarm takes as too much.
 * @param leaseTableName identifies the deployment
 * @param options the time, milliseconds since 1970, and the interval between two beats
 */
export async function reportLoss(
  region: string,
  leaseTableName: string,
  ports: { readonly lease: Pick<LeasePort, "read">; readonly watermarks: WatermarksPort },
  { now, beatSeconds }: { readonly now: number; readonly beatSeconds: number },
): Promise<void> {
  const lease = await ports.lease.read();
  const seconds = lease.active === region ? 0 : await lossOf();
  if (seconds !== undefined) {
    logMetric(METRICS.secondsAtRisk, seconds, metricDimensions(leaseTableName, region), now);
  }

  async function lossOf(): Promise<number | undefined> {
    const { acknowledged, replayed, renewedAt } = await readWatermarks(ports.watermarks, lease, region);
    return (
      acknowledged && replayed && secondsAtRisk(replayed, lastSign({ acknowledged, renewedAt }, { beatSeconds }).at)
    );
  }
}
