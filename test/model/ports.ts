import type { LeaseMovePorts } from "../../failover/protocol/lease-move";
import type {
  CapacityPort,
  DatabasePort,
  EdgePort,
  FailoverPorts,
  FencingPort,
  JournalPort,
  LeasePort,
  RoutesPort,
  WatermarksPort,
} from "../../failover/protocol/ports";
import { checkAutomatic, checkVerified } from "./controller-checks";
import { Violation } from "./core-type";
import { checkVeto } from "./invariants";
import { probes } from "./probes";
import type { CallOptions, Process } from "./process";
import type { Region } from "./schedule";

/** Time limit of one endpoint of the lease table, in milliseconds, as in failover/adapters/aws/table-client.ts. */
const ENDPOINT = 3000;

/** The failover's ports on the simulated AWS, as one process reaches it. */
export function portsOf(process: Process): FailoverPorts {
  const table = leaseTable(process);
  return {
    clock: process.clock,
    lease: lease(process, table),
    journal: journal(process, table),
    watermarks: watermarks(process, table),
    database: database(process),
    capacity: capacity(process),
    fencing: fencing(process),
    routes: routes(process),
    edge: edge(process),
    probes: probes(process),
    notifications: { notify: () => process.call(() => {}, { port: "notifications" }) },
  };
}

export type Table = <T>(port: string, effect: () => T) => Promise<T>;

/** Calls the lease table through whichever endpoint answers, by the adapter's own rule. */
export function leaseTable(process: Process): Table {
  const { aws, core } = process;
  const endpoints = new core.Endpoints("lease table", ["preferred", "other"], () => process.wallClock());
  return (port, effect) =>
    endpoints.first(
      (endpoint) =>
        new Promise((resolve, reject) => {
          const cancel = process.after(ENDPOINT, () => reject(new Error("timed out")));
          if (aws.disturbances.hangs(endpoint)) return;
          process.call(effect, { port }).then(resolve, reject).finally(cancel);
        }),
      (error) => error instanceof core.LeaseConflict,
    );
}

function lease(process: Process, table: Table): LeasePort {
  const { aws, core, options } = process;
  const move = movePorts(process, table);
  return {
    read: () =>
      table("lease", () => {
        if (aws.isLeaseBeingMoved) throw new Error("no answer: the lease is being moved");
        return aws.readLease();
      }),
    completeMove: async () => {
      const stored = await move.source.read();
      if (stored?.movedTo === undefined || (await move.destination.read()) !== null) return false;
      await core.completeMove(move, stored.lease);
      return true;
    },
    replace: (expected, next) =>
      table("lease", () => {
        if (options.mode === "rehearse" && !core.sameLease(expected, next)) process.changes("change the lease", 0);
        aws.replaceLease(expected, next);
      }),
  };
}

/** The two tables of a move, as one process reaches them. */
export function movePorts({ aws }: Process, table: Table): LeaseMovePorts {
  return aws.leaseTables.ports((effect) => table("lease", effect));
}

function journal({ aws, options }: Process, table: Table): JournalPort {
  return {
    begin: (plan) =>
      table("journal", () => {
        // A resumed run writes its plan again.
        if (aws.journal.has(plan.run)) return;
        // A suspension while the plan is made lets a beat look old.
        if (options.suspended === null) checkVeto(aws, plan, options.skew);
        checkAutomatic(aws, plan);
        aws.journal.set(plan.run, { plan, entries: new Map() });
      }),
    append: (entry) =>
      table("journal", () => {
        checkVerified(aws, entry);
        if (entry.epochAfter < entry.epochBefore) throw new Violation(`${entry.step} lowered the epoch`);
        aws.journal.get(entry.run)?.entries.set(`${entry.step} ${entry.attempt} ${entry.state}`, entry);
      }),
    read: (run) =>
      table("journal", () => {
        const found = aws.journal.get(run);
        return found === undefined ? null : { plan: found.plan, entries: [...found.entries.values()] };
      }),
  };
}

function watermarks({ aws }: Process, table: Table): WatermarksPort {
  return {
    acknowledged: (region) => table("watermarks", () => aws.watermarks[region as Region].acknowledged),
    replayed: (region) => table("watermarks", () => aws.watermarks[region as Region].replayed),
    renewedAt: (region) => table("watermarks", () => aws.renewals.at(region as Region)),
  };
}

function database(process: Process): DatabasePort {
  const { aws, core, simulation } = process;
  const port = "database";
  const markers = {
    write: (region: string, marker: string) =>
      process.call(
        () => {
          const name = process.reach(region);
          if (!aws.isWritable(name)) throw new Error(`the database of ${region} takes no writes`);
          if (!core.keepsWrites(aws.databases[name].role)) throw new Error(`the write to ${region} is discarded`);
          aws.databases[name].tookWrite = true;
          aws.databases[name].markers.push({ value: marker, at: simulation.now });
        },
        { port },
      ),
    read: (region: string) => process.call(() => aws.stores.newestMarker(process.reach(region)), { port }),
  };
  return {
    describe: (region) =>
      process.call(() => aws.describe(process.reach(region), process.wallClock()), {
        port,
        stale: () => aws.describe(process.reach(region), process.wallClock(), aws.former),
      }),
    promote: async ({ region, id, epoch, mode, source }) => {
      const current = aws.databases[region as Region].source;
      if (source !== undefined && current !== null && current !== source) {
        throw new Error(`throttled: ${region} follows ${current}`);
      }
      return process.guarded(
        epoch,
        () => {
          process.changes("promote", epoch);
          aws.promote({ region: process.reach(region), id, epoch, mode });
        },
        { port },
      );
    },
    write: markers.write,
    caughtUp: (from, to) => core.markerArrives(markers, from, to, process.clock),
  };
}

function capacity(process: Process): CapacityPort {
  const { aws, core, simulation } = process;
  const port = "capacity";
  return {
    raise: (name, epoch) =>
      process.guarded(
        epoch,
        () => {
          const group = aws.capacity[process.reach(name)];
          if (group.epoch < epoch) group.epoch = epoch;
          if (!group.raised) group.readyAt = simulation.now + aws.capacityDelay;
          group.raised = true;
          aws.stores.raise(name as Region);
          return { ready: simulation.now >= group.readyAt, detail: "instances" };
        },
        { port },
      ),
    restore: (name, epoch) => {
      // The previous sizes are found under the epoch that raised them; then the call acts.
      const raisedIn = aws.capacity[name as Region].epoch;
      return process.call(
        () => {
          const group = aws.capacity[process.reach(name)];
          if (epoch < raisedIn) throw new core.StaleEpoch(`${name} was raised for epoch ${raisedIn}`);
          if (epoch !== raisedIn) return;
          group.raised = false;
          aws.stores.restore(name as Region);
        },
        { port, late: true },
      );
    },
  };
}

function fencing(process: Process): FencingPort {
  const options: CallOptions<void> = { port: "fencing", late: true };
  // A call that is delayed for minutes is corrected by the controllers.
  const set = (name: string, fenced: boolean) => () => {
    const region = process.reach(name);
    process.changesNothingIn("rehearse", "fence");
    process.aws.fenced[region] = fenced;
  };
  return {
    fence: (region, epoch) => process.guarded(epoch, set(region, true), options),
    release: (region, epoch) => process.guarded(epoch, set(region, false), options),
  };
}

function routes(process: Process): RoutesPort {
  const { aws } = process;
  const port = "routes";
  return {
    read: () => process.call<string>(() => aws.routes.region, { port, stale: () => aws.former.routes.region }),
    switchTo: (region, _avoid, epoch) =>
      process.guarded(
        epoch,
        () => {
          process.changesNothingIn("rehearse", "switch routes");
          aws.routes = { region: region as Region, epoch };
        },
        { port, late: true },
      ),
  };
}

function edge(process: Process): EdgePort {
  const { aws, core, options } = process;
  const port = "edge";
  return {
    read: () => process.call(() => aws.store, { port, stale: () => aws.former.store }),
    write: (state) =>
      process.call(
        () => {
          const same = JSON.stringify(state) === JSON.stringify(aws.store);
          if (options.mode === "rehearse" && !same && core.mayReplace(aws.store, state)) process.changes("the edge", 0);
          aws.writeStore(state);
        },
        { port, late: true },
      ),
  };
}
