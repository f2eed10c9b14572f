import type { ScenarioRunner } from "../scenario-runner";

/** A disaster, or a planned change, as a script that runs against the testbed. */
export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly description: string;
  /** Share of the load that clients inside the first region send to its load balancer, 0 to 1. The rest goes through the edge. */
  readonly internalShare: number;
  /**
   * Whether writes that the first region acknowledged before the promotion may be lost. Replication is asynchronous, so a region
   * loss may lose them; a switchover must not.
   */
  readonly mayLose: boolean;
  run(runner: ScenarioRunner): Promise<void>;
}
