import type { Summary } from "../failover/run/summary";
import type { Enforcement } from "./testbed/hosts/host";
import type { Outcome, Sample } from "./testbed/load/outcome";
import type { LeaseAgentProgram } from "./testbed/region/lease-agent";
import type { DrillSettings } from "./testbed/settings";
import type { Mark, StepBar } from "./timeline";

/** Seconds from the fault to each phase; null for a phase that the scenario does not have or that was never reached. */
export interface Recovery {
  /** Until the failure detector counted the region as lost. */
  readonly detect: number | null;
  /** Until the plan was complete and its execution began. */
  readonly decide: number | null;
  /** Until the promoted database accepted a write. */
  readonly promote: number | null;
  /** Until the routing store had the new state; edge locations see it later. */
  readonly switch: number | null;
  /** Until the new active region answered the first read through the edge. */
  readonly firstRead: number | null;
  /** Until the new active region acknowledged the first write through the edge. */
  readonly firstWrite: number | null;
}

export type RequestCounts = Readonly<Record<Sample["kind"], Readonly<Record<Outcome, number>>>>;

/** The requests that began in one second of the drill, by outcome. */
export interface Second {
  readonly second: number;
  readonly counts: RequestCounts;
}

/** The result of one scenario, as `--json` prints it and as the page shows it. */
export interface DrillResult {
  readonly scenario: string;
  readonly description: string;
  readonly seed: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly passed: boolean;
  /** The reasons why the drill did not pass; empty when it passed. */
  readonly failures: readonly string[];
  readonly recovery: Recovery;
  readonly requests: RequestCounts;
  /** The numbers of the acknowledged writes that are missing from the active region's database. */
  readonly acknowledgedLost: readonly number[];
  /** The numbers of the writes that a region accepted after another region had taken over; see `findDualWrites`. */
  readonly dualWrites: readonly number[];
  readonly settings: DrillSettings;
  /** Whether the instances ran the deployed lease agent, or the stand-in for machines without Python. */
  readonly leaseAgent: LeaseAgentProgram["kind"];
  /** What closed the path to the database of a region whose lease had ended. */
  readonly enforcement: Enforcement;
  readonly runs: readonly Summary[];
  readonly timeline: {
    /** Duration of the whole drill. */
    readonly seconds: number;
    readonly marks: readonly Mark[];
    readonly steps: readonly StepBar[];
    readonly load: readonly Second[];
  };
}
