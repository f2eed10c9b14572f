import { setTimeout as sleep } from "node:timers/promises";
import type { Application } from "../../failover/adapters/application";
import { evaluateFailureDetector, type Observation } from "../../failover/controller/failure-detector";
import type { LeasePort, WatermarksPort } from "../../failover/protocol/ports";
import type { FailureDetectorSettings } from "./settings";

/** A site that probes the active region. */
export interface Site {
  readonly name: string;
  readonly application: Pick<Application, "answers">;
}

/**
 * Resolves when the controller's rule counts the region as lost, by the sites' probes through the edge, the lease renewals and the beats.
 * @param log receives the detector's reason whenever it changes
 * @throws the signal's reason when it fires first
 */
export async function waitUntilLost(
  region: string,
  sites: readonly Site[],
  lease: Pick<LeasePort, "read">,
  watermarks: Pick<WatermarksPort, "acknowledged">,
  settings: FailureDetectorSettings,
  log: (reason: string) => void,
  stop: AbortSignal,
): Promise<void> {
  const downSince = new Map<string, number>();
  let lastReason = "";
  for (let next = sleep(0); ; await next) {
    next = sleep(settings.intervalSeconds * 1000, undefined, { signal: stop });
    // It rejects while the probes are under way when the signal fires; the loop awaits it afterwards.
    next.catch(() => undefined);
    const [held, acknowledged, answered] = await Promise.all([
      lease.read().catch(() => null),
      watermarks.acknowledged(region).catch(() => undefined),
      Promise.all(sites.map(({ application }) => application.answers(region))),
    ]);
    const at = Date.now();
    const observations = sites.map(({ name: site }, index): Observation => {
      if (answered[index]) downSince.delete(site);
      else if (!downSince.has(site)) downSince.set(site, at);
      return { site, epoch: held?.epoch ?? 0, at, downSince: downSince.get(site) ?? null };
    });
    // No failover can start while the lease cannot be read.
    if (held === null) continue;
    const { lost, reason } = evaluateFailureDetector(held, observations, acknowledged, at, settings);
    if (reason !== lastReason) log(reason);
    if (lost) return;
    lastReason = reason;
  }
}
