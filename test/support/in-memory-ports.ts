import type { RunSurroundings } from "../../automation/runs/ports";
import { firstEdgeState, mayReplace } from "../../failover/protocol/edge-state";
import { sameLease } from "../../failover/protocol/lease";
import { type DatabaseState, type FailoverPorts, LeaseConflict } from "../../failover/protocol/ports";
import type { JournalEntry, Plan } from "../../failover/protocol/types";
import type { AcknowledgedBeat, ReplayedBeat } from "../../failover/protocol/watermarks";
import { clockBySleeping } from "./clock";
import { leaseOf } from "./leases";

/** How long ago the active region committed its last beat, milliseconds: long enough for a failover without force. */
const LOST_MS = 100_000;

/** Ports of two regions, in which every wait ends at once. Tests change `world`. */
export function inMemoryPorts(active: string, standby: string) {
  const world = {
    lease: leaseOf(active, { renewedAt: -LOST_MS }),
    edge: firstEdgeState(active),
    // The active region was lost a while ago.
    acknowledged: { epoch: 1, at: -LOST_MS } as AcknowledgedBeat | undefined,
    replayed: { epoch: 1, at: -LOST_MS, readAt: 0 } as ReplayedBeat | undefined,
    database: { id: "db-1", role: "replica", source: active, lag: { seconds: 2, measuredAt: 0 } } as DatabaseState,
    /** The database of the region that is active at first. */
    primary: { id: "db-0", role: "primary", source: null, lag: null } as DatabaseState,
    routes: active as string | null,
    marker: null as string | null,
    raised: [] as string[],
    told: [] as string[],
    runs: new Map<string, { plan: Plan; entries: JournalEntry[] }>(),
  };
  const ports: FailoverPorts = {
    clock: clockBySleeping(),
    lease: {
      read: async () => world.lease,
      replace: async (expected, next) => {
        if (!sameLease(world.lease, expected)) throw new LeaseConflict("changed");
        world.lease = { ...next, renewedAt: null };
      },
      completeMove: async () => false,
    },
    journal: {
      begin: async (plan) => {
        if (!world.runs.has(plan.run)) world.runs.set(plan.run, { plan, entries: [] });
      },
      append: async (entry) => {
        world.runs.get(entry.run)?.entries.push(entry);
      },
      read: async (run) => world.runs.get(run) ?? null,
    },
    database: {
      describe: async (region) => (region === active ? world.primary : world.database),
      promote: async () => {
        world.database = { id: world.database.id, role: "primary", source: null, lag: null };
      },
      write: async () => {},
      caughtUp: async () => true,
    },
    watermarks: {
      acknowledged: async () => world.acknowledged,
      replayed: async () => world.replayed,
      renewedAt: async () => world.lease.renewedAt ?? undefined,
    },
    capacity: {
      raise: async (region) => {
        world.raised.push(region);
        return { ready: true, detail: "4 of 4" };
      },
      restore: async () => {},
    },
    fencing: { fence: async () => {}, release: async () => {} },
    routes: {
      read: async () => world.routes,
      switchTo: async (region) => {
        world.routes = region;
      },
    },
    edge: {
      read: async () => world.edge,
      write: async (next) => {
        if (mayReplace(world.edge, next)) world.edge = next;
      },
    },
    probes: {
      write: async (_, marker) => {
        world.marker = marker;
        return { region: world.edge.active };
      },
      read: async (via) => ({ region: via === "edge" ? world.edge.active : via.region, marker: world.marker }),
    },
    notifications: {
      notify: async ({ subject }) => {
        world.told.push(subject);
      },
    },
  };
  return { world, ports, standby };
}

/** What a run uses of AWS, on these ports, with valid credentials and without a controller. */
export function surroundingsOf({ ports }: Pick<ReturnType<typeof inMemoryPorts>, "ports">): RunSurroundings {
  const unavailable = () => Promise.reject(new Error("Step Functions does not answer"));
  return {
    ports: () => ports,
    checkCredentials: async () => {},
    controller: () => ({ start: unavailable, ended: unavailable }),
  };
}
