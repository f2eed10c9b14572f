import type { Play } from "../scenario-runner";

/** A disaster, or a switchover, as a script over the running testbed. */
export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly story: string;
  /** The share of the load that comes from inside the first region. */
  readonly insideShare: number;
  /** Whether acknowledged writes of the region that was struck may be lost: by replication that is not synchronous they may. */
  readonly mayLose: boolean;
  play(play: Play): Promise<void>;
}
