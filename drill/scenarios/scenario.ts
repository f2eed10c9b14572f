import type { ScenarioRunner } from "../scenario-runner";

/** A disaster, or a planned change, as a script that runs against the testbed. */
export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly description: string;
  /** Share of the load that clients inside the first region send to its load balancer, 0 to 1. The rest goes through the edge. */
  readonly internalShare: number;
  /**
   * Whether a fault may lose writes that the first region acknowledged shortly before it, or until the promotion that follows it:
   * replication is asynchronous. A switchover must not lose any.
   */
  readonly mayLose: boolean;
  run(runner: ScenarioRunner): Promise<void>;
}
