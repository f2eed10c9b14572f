import type { Mode, StepName, StepTiming } from "./types";

/** What there is to know of a step apart from its code. */
export interface StepDefinition {
  /** For people, in the imperative. */
  title: string;
  /** Cannot be put back: marked in every printed plan. */
  irreversible: boolean;
  /**
   * The driver waits the plan's `expirySeconds` before the step, on one clock, counted from when it saw "acquire-lease" done: a
   * process by its monotonic clock, a controller by a Wait state.
   */
  afterExpiry: boolean;
  timing: StepTiming;
}

/** Branches run side by side, each its steps in order; a branch that fails does not stop the others. */
export interface Stage {
  branches: readonly (readonly StepName[])[];
  /** When a branch has failed and none is running: end, or put back what was changed. */
  onFailure: "stop" | "rollback";
}

export interface Flow {
  stages: readonly Stage[];
  /** What puts the run's changes back, in order. */
  rollback: readonly StepName[];
  /** Undo also after success. */
  alwaysRollBack: boolean;
  /** Steps whose failure is journalled and passed over. */
  bestEffort: readonly StepName[];
}

const QUICK: StepTiming = { callSeconds: 10, pollSeconds: 2, timeoutSeconds: 60 };

function step(title: string, rest: Partial<StepDefinition> & { timing?: Partial<StepTiming> } = {}): StepDefinition {
  return { title, irreversible: false, afterExpiry: false, ...rest, timing: { ...QUICK, ...rest.timing } };
}

export const STEPS: Readonly<Record<StepName, StepDefinition>> = {
  gate: step("check that the target's database may be promoted"),
  "acquire-lease": step("acquire the lease: from here on nobody may write"),
  fence: step("fence the old active region from outside", { timing: { ...QUICK, timeoutSeconds: 20 } }),
  "release-fence": step("lift an earlier fence from the target"),
  "hold-writes": step("hold writes at the edge"),
  "expire-lease": step("wait until every earlier lease has run out", { afterExpiry: true }),
  "catch-up": step("wait until the target's database has everything", {
    timing: { callSeconds: 20, pollSeconds: 5, timeoutSeconds: 600 },
  }),
  promote: step("promote the target's database", {
    irreversible: true,
    timing: { callSeconds: 20, pollSeconds: 10, timeoutSeconds: 3600 },
  }),
  "raise-capacity": step("raise the target's capacity", {
    timing: { callSeconds: 20, pollSeconds: 10, timeoutSeconds: 900 },
  }),
  "probe-target": step("try everything that a failover would touch, changing nothing", {
    timing: { ...QUICK, callSeconds: 20 },
  }),
  "open-lease": step("open writes in the target"),
  "switch-routes": step("switch the storage access point's routes", {
    timing: { callSeconds: 20, pollSeconds: 5, timeoutSeconds: 300 },
  }),
  "switch-edge": step("switch the edge", { timing: { ...QUICK, timeoutSeconds: 300 } }),
  verify: step("verify with a real write and a read through the edge", {
    timing: { callSeconds: 20, pollSeconds: 2, timeoutSeconds: 900 },
  }),
  notify: step("tell people", { timing: { ...QUICK, timeoutSeconds: 30 } }),
  "release-lease": step("give the lease back"),
  "reopen-edge": step("open writes at the edge again"),
  "restore-capacity": step("put the target's capacity back"),
};

function one(...steps: StepName[]): Pick<Stage, "branches"> {
  return { branches: [steps] };
}

export const FLOWS: Readonly<Record<Mode, Flow>> = {
  failover: {
    stages: [
      { ...one("gate", "acquire-lease"), onFailure: "stop" },
      {
        branches: [["fence"], ["expire-lease", "promote"], ["release-fence", "raise-capacity"]],
        onFailure: "stop",
      },
      { ...one("open-lease"), onFailure: "stop" },
      { branches: [["switch-routes"], ["switch-edge"]], onFailure: "stop" },
      { ...one("verify", "notify"), onFailure: "stop" },
    ],
    rollback: [],
    alwaysRollBack: false,
    // With the active region lost, a target that is short of capacity serves more than none; verify still asks for it.
    bestEffort: ["fence", "raise-capacity", "notify"],
  },
  switchover: {
    stages: [
      { ...one("gate", "raise-capacity", "release-fence", "acquire-lease"), onFailure: "rollback" },
      { branches: [["hold-writes"], ["expire-lease"]], onFailure: "rollback" },
      { ...one("catch-up"), onFailure: "rollback" },
      { ...one("promote", "open-lease"), onFailure: "stop" },
      { branches: [["switch-routes"], ["switch-edge"]], onFailure: "stop" },
      { ...one("verify", "notify"), onFailure: "stop" },
    ],
    rollback: ["release-lease", "reopen-edge", "restore-capacity", "notify"],
    alwaysRollBack: false,
    bestEffort: ["notify"],
  },
  rehearse: {
    stages: [{ ...one("gate", "raise-capacity", "probe-target"), onFailure: "rollback" }],
    rollback: ["restore-capacity", "notify"],
    alwaysRollBack: true,
    bestEffort: ["notify"],
  },
};
