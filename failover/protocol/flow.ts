import type { Mode, StepName } from "./types";

/** Branches run in parallel, each its steps in order. A branch that fails does not stop the others. */
export interface Stage {
  branches: readonly (readonly StepName[])[];
  /** When a branch has failed and none is running: end, or roll back what was changed. */
  onFailure: "stop" | "rollback";
}

export interface Flow {
  stages: readonly Stage[];
  /** Steps that roll the run's changes back, in order. */
  rollback: readonly StepName[];
  /** Roll back also after success. */
  alwaysRollBack: boolean;
  /** Steps whose failure is journalled and does not fail the run. */
  bestEffort: readonly StepName[];
}

function one(...steps: StepName[]): Pick<Stage, "branches"> {
  return { branches: [steps] };
}

export const FLOWS: Readonly<Record<Mode, Flow>> = {
  failover: {
    stages: [
      { ...one("gate", "acquire-lease"), onFailure: "stop" },
      {
        branches: [
          // The critical path. The other branches cannot keep writes held.
          ["expire-lease", "promote", "open-lease", "switch-edge", "verify"],
          ["fence"],
          ["release-fence"],
          ["raise-capacity"],
          ["switch-routes"],
        ],
        onFailure: "stop",
      },
      { ...one("notify"), onFailure: "stop" },
    ],
    rollback: [],
    alwaysRollBack: false,
    // The controller repeats fences, routes and capacity every minute (run/reconcile.ts).
    bestEffort: ["fence", "release-fence", "raise-capacity", "switch-routes", "notify"],
  },
  switchover: {
    stages: [
      { ...one("gate", "raise-capacity", "release-fence", "acquire-lease"), onFailure: "rollback" },
      { branches: [["hold-writes"], ["expire-lease"]], onFailure: "rollback" },
      // Fenced before the last catch-up, so that nothing is committed after it.
      { ...one("fence", "catch-up"), onFailure: "rollback" },
      { ...one("promote", "open-lease"), onFailure: "stop" },
      { branches: [["switch-edge", "verify"], ["switch-routes"]], onFailure: "stop" },
      { ...one("notify"), onFailure: "stop" },
    ],
    rollback: ["release-lease", "unfence", "reopen-edge", "restore-capacity", "notify"],
    alwaysRollBack: false,
    bestEffort: ["switch-routes", "notify"],
  },
  rehearse: {
    stages: [{ ...one("gate", "raise-capacity", "probe-target"), onFailure: "rollback" }],
    rollback: ["restore-capacity", "notify"],
    alwaysRollBack: true,
    bestEffort: ["notify"],
  },
};
