import type { Summary } from "../failover/run/execute";
import type { Outcome, Sample } from "./testbed/load/outcome";
import type { LeaseAgentProgram } from "./testbed/region/lease-agent";
import type { DrillSettings } from "./testbed/settings";
import type { Mark, StepBar } from "./timeline";

/** Seconds from the blow; null for what was no part of the scenario, or never came. */
export interface Recovery {
  /** Until every observer took the region for lost. */
  readonly detect: number | null;
  /** Until the plan was made and execution began. */
  readonly decide: number | null;
  /** Until the promoted database had taken a write. */
  readonly promote: number | null;
  /** Until the edge's store had the new state; locations follow. */
  readonly switch: number | null;
  /** Until the first client was answered a read by the new active region, through the edge. */
  readonly firstRead: number | null;
  /** Until the first client was acknowledged a write by the new active region, through the edge. */
  readonly firstWrite: number | null;
}

export type RequestCounts = Readonly<Record<Sample["kind"], Readonly<Record<Outcome, number>>>>;

/** A second of load: how many requests that began in it had which outcome. */
export interface Second {
  readonly second: number;
  readonly counts: RequestCounts;
}

/** What `--json` prints of a scenario, and what the page is drawn from. */
export interface DrillResult {
  readonly scenario: string;
  readonly story: string;
  readonly seed: number;
  /** When it was played, ISO 8601. */
  readonly playedAt: string;
  readonly passed: boolean;
  /** Why it did not pass. */
  readonly failures: readonly string[];
  readonly recovery: Recovery;
  readonly requests: RequestCounts;
  /** The numbers of writes that a client was told are done and that the active region's database has not. */
  readonly acknowledgedLost: readonly number[];
  /** The numbers of writes that a region accepted when another already had. */
  readonly dualWrites: readonly number[];
  readonly settings: DrillSettings;
  /** Whether the instances ran the lease agent that is deployed, or the stand-in for machines without Python. */
  readonly leaseAgent: LeaseAgentProgram["kind"];
  readonly runs: readonly Summary[];
  readonly timeline: {
    /** Of the whole drill. */
    readonly seconds: number;
    readonly marks: readonly Mark[];
    readonly steps: readonly StepBar[];
    readonly load: readonly Second[];
  };
}
