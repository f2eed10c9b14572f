import { EpochGuard } from "../../failover/adapters/aws/epoch-guard";
import type { FailoverPorts, NotificationsPort } from "../../failover/ports";
import { systemClock } from "../../failover/system-clock";
import type { World } from "../world";
import { LocalCapacity } from "./capacity";
import { LocalDatabase } from "./database";
import { LocalEdge } from "./edge";
import { LocalFencing } from "./fencing";
import { LocalJournal } from "./journal";
import { LocalLease } from "./lease";
import { LocalRoutes } from "./routes";

/** What the failover machine touches, as a controller or an operator in the region sees it. */
export function portsFrom(zone: string, world: World, notifications: NotificationsPort): FailoverPorts {
  const { regions, edge, settings } = world;
  const links = world.linksFrom(zone);
  const store = world.lease.from(zone);
  const lease = new LocalLease(store);
  const guard = new EpochGuard(lease);
  const application = world.application(links.edge);
  return {
    lease,
    journal: new LocalJournal(store),
    database: new LocalDatabase(regions, guard, application),
    capacity: new LocalCapacity(regions, guard, settings.capacity),
    fencing: new LocalFencing(regions, guard, zone, links.otherRegion),
    routes: new LocalRoutes(world, guard),
    edge: new LocalEdge(edge.store, links.store),
    probes: application,
    notifications,
    clock: systemClock,
  };
}
