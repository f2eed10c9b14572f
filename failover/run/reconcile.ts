import type { FailoverPorts } from "../protocol/ports";
import type { Lease } from "../protocol/types";

/** One correction, or the reason why it failed. */
export interface Reconciled {
  readonly what: "own fence" | "fence" | "routes" | "capacity" | "writer" | "quarantine";
  readonly region: string;
  /** Undefined if the correction succeeded. */
  readonly fault?: string;
}

/**
 * A region's controller reconciles once a minute, independently of runs. It completes a move of the lease that was interrupted.
 *
 * In the active region it removes the region's own fence (a delayed call of an earlier run may have set it), fences former primaries
 * until that is confirmed (also when their region returns hours later), sets storage routes and capacity by the lease, and records the
 * identity of the database that takes writes. In other regions it ends the quarantine once the database is a replica again, and then
 * removes the region's fence; it begins the quarantine of a region whose database was promoted.
 * @throws the lease port's error
 */
export async function reconcile(ports: FailoverPorts, region: string): Promise<Reconciled[]> {
  await ports.lease.completeMove();
  const lease = await ports.lease.read();
  const { active, epoch, quarantined, writes } = lease;
  // A run is under way: the lease is its own, and a switchover fences the last writer.
  if (writes !== "open") return [];
  const ownFence = () => attempt("own fence", region, () => ports.fencing.release(region, epoch));
  if (active !== region) {
    const quarantine = attempt("quarantine", region, () => followRole(ports, lease, region));
    return Promise.all(quarantined.includes(region) ? [quarantine] : [quarantine, ownFence()]);
  }
  const tasks = [
    ownFence(),
    ...quarantined.map((former) => attempt("fence", former, () => ports.fencing.fence(former, epoch))),
  ];
  // Until the first run, routes and capacity are as deployed.
  if (lease.run !== null) {
    tasks.push(
      attempt("routes", region, () => followRoutes(ports, lease, region)),
      attempt("capacity", region, () => ports.capacity.raise(region, epoch)),
    );
  }
  if (lease.writer === null) tasks.push(attempt("writer", region, () => recordWriter(ports, lease, region)));
  return Promise.all(tasks);
}

async function followRoutes({ routes }: FailoverPorts, { epoch, quarantined }: Lease, region: string): Promise<void> {
  if ((await routes.read()) !== region) await routes.switchTo(region, quarantined[0] ?? "", epoch);
}

async function recordWriter({ database, lease: port }: FailoverPorts, lease: Lease, region: string): Promise<void> {
  const { id, role } = await database.describe(region);
  if (role !== "primary") throw new Error(`the database of ${region} is ${role}, and ${region} takes writes`);
  await port.replace(lease, { ...lease, writer: id });
}

/**
 * Ends the quarantine of a region whose database follows the last writer again, and begins that of one whose database is no replica: a
 * promotion that an earlier run requested may arrive after the run was replaced.
 */
async function followRole({ database, lease: port }: FailoverPorts, lease: Lease, region: string): Promise<void> {
  const { role, source } = await database.describe(region);
  const isQuarantined = lease.quarantined.includes(region);
  const others = lease.quarantined.filter((other) => other !== region);
  if (role === "rejoining") throw new Error(`the database of ${region} is being resynchronized by Aurora`);
  if (role !== "replica") {
    if (!isQuarantined) await port.replace(lease, { ...lease, quarantined: [...others, region] });
    throw new Error(`the database of ${region} is ${role}: rebuild it as a replica`);
  }
  if (!isQuarantined) return;
  if (source !== lease.lastWriter) {
    throw new Error(`the database of ${region} replicates from ${source}, not from ${lease.lastWriter}: rebuild it`);
  }
  await port.replace(lease, { ...lease, quarantined: others });
}

async function attempt(what: Reconciled["what"], region: string, act: () => Promise<unknown>): Promise<Reconciled> {
  try {
    await act();
    return { what, region };
  } catch (error) {
    return { what, region, fault: error instanceof Error ? error.message : String(error) };
  }
}
