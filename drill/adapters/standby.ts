import { setTimeout as sleep } from "node:timers/promises";
import { evaluateReads } from "../../failover/protocol/edge-reads";
import { readWatermarks } from "../../failover/protocol/gate";
import { systemClock } from "../../failover/run/system-clock";
import type { Testbed } from "../testbed/testbed";
import { portsFrom } from ".";

/** Interval of the checks, in milliseconds. */
const POLL = 200;

/**
 * Waits until a rebuilt region is a standby again: its controller has ended the quarantine, its instances read from the replica, and
 * reads may fail over to it, which an update of the edge's stack decides on AWS.
 */
export async function untilStandby(testbed: Testbed, region: string, signal: AbortSignal): Promise<void> {
  const ports = portsFrom(region, testbed, { notify: async () => undefined });
  while ((await ports.lease.read()).quarantined.includes(region)) await sleep(POLL, undefined, { signal });
  await testbed.regions.at(region).untilServing();
  const { gate } = testbed.settings;
  for (;;) {
    const [lease, edge] = await Promise.all([ports.lease.read(), ports.edge.read()]);
    if (edge?.reads !== "pinned") return;
    const [database, watermarks] = await Promise.all([
      ports.database.describe(region),
      readWatermarks(ports.watermarks, lease, region),
    ]);
    const { release } = evaluateReads({ lease, edge, gate }, region, database, watermarks, systemClock.now());
    if (release) await ports.edge.write({ ...edge, reads: "failover" });
    else await sleep(POLL, undefined, { signal });
  }
}
