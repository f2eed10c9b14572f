import { setTimeout as sleep } from "node:timers/promises";
import type { Application } from "../../failover/adapters/application";
import { answers, evaluateFailureDetector, type Observation } from "../../failover/controller/failure-detector";
import type { LeasePort } from "../../failover/protocol/ports";
import type { WatchSettings } from "./settings";

/** A place from which a region is watched. */
export interface Site {
  readonly name: string;
  readonly application: Pick<Application, "read">;
}

/**
 * Resolves when the controller's own rule takes the region for lost: by what the sites see, through the edge, and by how the
 * lease is renewed.
 * @param tell what speaks against the region, whenever that changes
 * @throws the signal's reason when it ends first
 */
export async function untilLost(
  region: string,
  sites: readonly Site[],
  lease: Pick<LeasePort, "read">,
  settings: WatchSettings,
  tell: (reason: string) => void,
  end: AbortSignal,
): Promise<void> {
  const downSince = new Map<string, number>();
  let told = "";
  for (;;) {
    const [held, answered] = await Promise.all([
      lease.read().catch(() => null),
      Promise.all(sites.map(({ application }) => answers(application, region))),
      sleep(settings.intervalSeconds * 1000, undefined, { signal: end }),
    ]);
    const at = Date.now();
    const observations = sites.map(({ name: site }, index): Observation => {
      if (answered[index]) downSince.delete(site);
      else if (!downSince.has(site)) downSince.set(site, at);
      return { site, epoch: held?.epoch ?? 0, at, downSince: downSince.get(site) ?? null };
    });
    // Without a lease to be read nothing can be taken over either.
    if (held === null) continue;
    const { lost, reason } = evaluateFailureDetector(held, observations, at, settings);
    if (reason !== told) tell(reason);
    if (lost) return;
    told = reason;
  }
}
