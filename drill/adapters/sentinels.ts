import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../failover/run/system-clock";
import { sentinelRound } from "../../failover/sentinel/sentinel";
import { sentinelDatabaseOf } from "../testbed/region/sentinel-database";
import type { Testbed } from "../testbed/testbed";
import { REGIONS } from "../testbed/topology";
import { LocalLease } from "./lease";
import { LocalWatermarks } from "./watermarks";

/** Runs the sentinel of every region until the signal: the code that AWS runs, in this process, over the region's links. */
export function startSentinels({ lease, regions, settings }: Testbed, signal: AbortSignal): void {
  for (const name of REGIONS) {
    const store = lease.from(name);
    const { beatSeconds } = settings;
    const ports = {
      lease: new LocalLease(store),
      watermarks: new LocalWatermarks(store),
      clock: systemClock,
      beatSeconds,
    };
    const run = async () => {
      while (!signal.aborted) {
        // A round that fails is repeated: the region may be lost or cut off.
        const database = sentinelDatabaseOf(regions.at(name).database);
        await sentinelRound(name, { ...ports, database }).catch(() => undefined);
        await sleep(beatSeconds * 1000, undefined, { signal }).catch(() => undefined);
      }
    };
    void run();
  }
}
