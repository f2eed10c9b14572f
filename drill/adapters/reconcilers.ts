import { setTimeout as sleep } from "node:timers/promises";
import { reconcile } from "../../failover/run/reconcile";
import type { Testbed } from "../testbed/testbed";
import { REGIONS } from "../testbed/topology";
import { portsFrom } from ".";

/** Reconciles every region until the signal, as its controller does: the code that AWS runs, over the region's links. */
export function startReconcilers(testbed: Testbed, signal: AbortSignal): void {
  for (const name of REGIONS) {
    const ports = portsFrom(name, testbed, { notify: async () => undefined });
    const run = async () => {
      while (!signal.aborted) {
        await sleep(testbed.settings.reconcileSeconds * 1000, undefined, { signal }).catch(() => undefined);
        // The next round tries again: the region may be lost or cut off.
        if (!signal.aborted) await reconcile(ports, name).catch(() => undefined);
      }
    };
    void run();
  }
}
