import { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { FailoverPorts, NotificationsPort } from "../../failover/protocol/ports";
import { systemClock } from "../../failover/run/system-clock";
import type { Testbed } from "../testbed/testbed";
import { LocalAuroraDatabase } from "./aurora-database";
import { LocalCapacity } from "./capacity";
import { LocalDatabase } from "./database";
import { LocalEdge } from "./edge";
import { LocalFencing } from "./fencing";
import { LocalJournal } from "./journal";
import { LocalLease } from "./lease";
import { LocalMarkers } from "./markers";
import { LocalRoutes } from "./routes";
import { LocalWatermarks } from "./watermarks";

/** The failover's ports as a controller at the site reaches them, over the testbed's links. */
export function portsFrom(site: string, testbed: Testbed, notifications: NotificationsPort): FailoverPorts {
  const { regions, edge, globalDatabase, settings } = testbed;
  const links = testbed.linksFrom(site);
  const store = testbed.lease.from(site);
  const lease = new LocalLease(store);
  const guard = new EpochGuard(lease);
  const markers = new LocalMarkers(regions, site, links.otherRegion);
  return {
    lease,
    journal: new LocalJournal(store),
    database: globalDatabase
      ? new LocalAuroraDatabase(regions, guard, markers, globalDatabase)
      : new LocalDatabase(regions, guard, markers),
    watermarks: new LocalWatermarks(store),
    capacity: new LocalCapacity(regions, guard, settings.capacity),
    fencing: new LocalFencing(regions, guard, site, links.otherRegion),
    routes: new LocalRoutes(testbed, guard),
    edge: new LocalEdge(edge.store, links.store),
    probes: testbed.application(links.edge),
    notifications,
    clock: systemClock,
  };
}
