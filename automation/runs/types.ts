import type { StepEvent } from "../../failover/run/execute";
import type { Finding } from "../../failover/run/preflight";
import type { Summary } from "../../failover/run/summary";
import type { DeploymentOptions } from "../deployment";
import type { Rebuild, RecordedConfiguration } from "../reconcile/recorded-configuration";

/** A change that needs a confirmation, before anything is changed. */
export interface ProposedChange {
  /** The region whose resources are changed. */
  readonly region: string;
  /** What will be done, in this order, one line each; what is irreversible or lost is marked. */
  readonly lines: readonly string[];
  /** An unfinished run continues: its completed steps are not repeated. */
  readonly resumed: boolean;
}

/** Events of a failover, switchover, rehearsal or failback. */
export type FailoverEvent =
  | { readonly kind: "planned"; readonly change: ProposedChange }
  /** What carries the run out: the target region's controller (`detail` is the execution), or this process (`detail` is the reason). */
  | { readonly kind: "driver"; readonly by: "controller" | "process"; readonly detail: string }
  | ({ readonly kind: "step" } & Readonly<StepEvent>);

export interface RunOptions extends DeploymentOptions {
  /**
   * Called with the plan before anything is changed. Rejecting stops the run.
   * @default the plan is carried out
   */
  readonly confirm?: (change: ProposedChange) => Promise<void>;
  /**
   * Who started the run; recorded in its journal.
   * @default "operator" and the name of the operating system's user
   */
  readonly by?: string;
}

export interface SwitchoverOptions extends RunOptions {
  /** The region that becomes active, or is rehearsed. */
  readonly to: string;
}

export interface FailoverOptions extends SwitchoverOptions {
  /** The target region again: accepts the data loss that the promotion gate reports. */
  readonly force?: string;
}

export interface FailbackOptions extends RunOptions {
  /**
   * The region that becomes active again.
   * @default the region that the last run left
   */
  readonly to?: string;
}

export interface FailoverResult {
  readonly summary: Summary;
  /** Settings that Pulumi.yaml must have before the next update; undefined after a rehearsal and unless the run is done. */
  readonly configuration?: RecordedConfiguration;
  /** The active region by the lease, read after the run; undefined where it could not be read. */
  readonly liveActive?: string;
}

/** A failback first prepares the rebuild of a former primary; after the update that rebuilds it, it switches over. */
export type FailbackResult =
  | ({ readonly kind: "rebuild-prepared" } & Rebuild)
  | ({ readonly kind: "switched-over" } & FailoverResult);

export interface UnfenceOptions extends DeploymentOptions {
  /** The region whose fence is removed. */
  readonly region: string;
  /** As in `RunOptions`. */
  readonly confirm?: RunOptions["confirm"];
}

export interface UnfenceResult {
  readonly region: string;
  /** Epoch of the lease in which the fence was removed. */
  readonly epoch: number;
  /** The active region. */
  readonly active: string;
}

export interface PreflightOptions extends DeploymentOptions {
  /**
   * The region that would become active.
   * @default the standby, where there is exactly one
   */
  readonly to?: string;
  /**
   * Checks the account before the first deployment instead: quotas, offerings and region pairs in every region of the topology. Reads
   * the configuration, not the stacks.
   * @default false
   */
  readonly account?: boolean;
}

export interface PreflightResult {
  /** The region that would become active; undefined when only the account was checked. */
  readonly to?: string;
  readonly findings: readonly Finding[];
  /** No check failed; checks that could not be decided do not count. */
  readonly passed: boolean;
}
