import type { Mode } from "../../failover/protocol/types";

export const REGIONS = ["east", "west", "south"] as const;
export type Region = (typeof REGIONS)[number];

/** A command that an operator or an alarm runs. */
export interface Command {
  /** Seconds after the start. */
  at: number;
  mode: Mode;
  to: Region;
  forced: boolean;
  /** Rebuild the target as a replica first, if it is a former primary and no run is unfinished. */
  rebuild: boolean;
  /** Port calls at which its process dies. Each time the same command is run again. */
  crashes: readonly number[];
  /** Whether nobody runs the command again after its process died. */
  abandoned: boolean;
  /** Suspension of its machine, including the monotonic clock, in seconds after the command's start. */
  suspended: { at: number; lasts: number } | null;
  /** Rate of its monotonic clock, in parts per thousand from true. */
  drift: number;
  /** Error of its wall clock, seconds. */
  skew: number;
}

/** What happens to a whole region. */
export interface Outage {
  region: Region;
  /**
   * - lost: nothing in the region runs, and nothing reaches it
   * - isolated: its own clients and instances go on, and nothing crosses its border
   * - frozen: as lost, and continues where it stopped when it returns
   */
  kind: "lost" | "isolated" | "frozen";
  at: number;
  /** Seconds until it ends; null if it never ends. */
  lasts: number | null;
}

/** A move of the lease to another table. */
export interface Move {
  /** Seconds after the first command. */
  at: number;
  /** Port calls at which its process dies. Each time the same command is run again. */
  crashes: readonly number[];
  /** Whether the command is run again after it died or failed. Otherwise a controller must complete what it began. */
  repeated: boolean;
  /** Suspension of its machine, in seconds after the command's start. */
  suspended: Command["suspended"];
}

/** What differs between Aurora Global Databases. */
export interface Aurora {
  /** Whether the standbys have DB instances at the start. A headless one gets its first when a failover needs it. */
  headless: boolean;
  /** Whether a former primary becomes a secondary again when its region returns; if not, it is rebuilt. */
  rejoins: boolean;
}

/**
 * All that differs between two runs of the model, as plain data, so that a failure is repeatable and can be shrunk. Times are in seconds
 * after the first command unless they say otherwise.
 */
export interface Schedule {
  commands: readonly Command[];
  /** Who starts a failover of a lost region. */
  trigger: "manual" | "automatic";
  /** What the controllers must have done after the commands and a time of patience, in seconds. */
  expects: "resumed" | "automatic" | null;
  patience: number;
  /** When the first region's application stops answering for minutes although the region is well; null if it does not. */
  badDeploymentAt: number | null;
  /** An Aurora Global Database, and what becomes of it; null for RDS replicas. */
  aurora: Aurora | null;
  outage: Outage | null;
  /** When the first region's database fails while its hosts go on, and for how many seconds (null for good); null if it does not. */
  databaseLoss: { at: number; lasts: number | null } | null;
  /** How far replicas are behind while their source takes writes, seconds, and when replication stops. */
  replication: { behind: number; stallsAt: number | null };
  /**
   * Beats of the sentinels: all recorded; none committed; none read from replicas; by a clock that is an hour ahead; none since the first
   * seconds in the first region, whose agents still renew; or none there since some attempts have failed.
   */
  beats: "recorded" | "unwritten" | "unread" | "future" | "silent" | "interrupted";
  /** ReplicaLag as RDS reports it without a source: growing (PostgreSQL) or -1 (MySQL, MariaDB); or of an idle source. */
  reportedLag: "grows" | "inactive" | "idle";
  /** A promotion completes, is refused for a minute because of a backup, or is accepted and given up once. */
  promotion: "completes" | "backing-up" | "given-up";
  /** Whether instances ever become ready. */
  capacity: "arrives" | "never";
  /** The timing that an update publishes. */
  retiming: { at: number; leaseSeconds: number } | null;
  /** A move of the lease to another table; null for none. */
  move: Move | null;
  /** The lease in the configuration of the commands' machines, seconds. */
  operatorLeaseSeconds: number;
  /** The lease that agents use instead of the published one, and publish themselves, seconds; null for the published one. */
  agentLeaseSeconds: number | null;
  /** Whether agents can write their renewals. */
  renewals: boolean;
  /** A permission that is missing for a minute. */
  denied: { port: string; at: number } | null;
  /** Credentials of the commands that are expired, or whose provider does not answer, for a minute. */
  credentials: { kind: "expired" | "hanging"; at: number } | null;
  /** When the preferred endpoint of the lease table stops answering, for ten minutes; null if it never does. */
  endpointHangsAt: number | null;
  /** Whether others write markers of their own to the databases and to the application. */
  foreignMarkers: boolean;
  /** When the agents restart, with their path closed; null if they do not. */
  agentRestart: number | null;
  /** Rate of the agents' monotonic clocks, in parts per thousand from true. */
  agentDrift: number;
  /** When the agents first read, in milliseconds after the start. */
  agentPhase: number;
  /** How long each edge takes to follow the routing store, seconds. */
  edgeDelays: readonly number[];
  /** One byte per port call; 0, also past the end, for a call without a fault. */
  faults: Uint8Array;
}

/** A schedule in which nothing goes wrong. */
export const CALM: Schedule = {
  commands: [],
  trigger: "manual",
  expects: null,
  patience: 0,
  badDeploymentAt: null,
  aurora: null,
  outage: null,
  databaseLoss: null,
  replication: { behind: 2, stallsAt: null },
  beats: "recorded",
  reportedLag: "grows",
  promotion: "completes",
  capacity: "arrives",
  retiming: null,
  move: null,
  operatorLeaseSeconds: 30,
  agentLeaseSeconds: null,
  renewals: true,
  denied: null,
  credentials: null,
  endpointHangsAt: null,
  foreignMarkers: false,
  agentRestart: null,
  agentDrift: 0,
  agentPhase: 0,
  edgeDelays: [0, 3],
  faults: new Uint8Array(),
};
