import { FLOWS } from "../../failover/protocol/flow";
import type { StepName } from "../../failover/protocol/types";
import { STEPS } from "../../failover/steps";
import type { Budget, BudgetStep, DataLoss } from "../document";
import { decisionEstimate, detectionEstimate, type Estimate, stepEstimate } from "./estimates";
import type { RecoverySettings } from "./settings";

type Phase = BudgetStep["phase"];

/** A step of the budget, before the critical path is known. In seconds. */
interface Step extends Estimate {
  readonly step: string;
  readonly phase: Phase;
  readonly title: string;
}

/** Steps in sequence. */
type Branch = readonly Step[];

const PHASES: Partial<Record<StepName, Phase>> = {
  promote: "promotion",
  "raise-capacity": "capacity",
  "release-fence": "capacity",
  "switch-routes": "storage routes",
  "switch-edge": "edge",
  verify: "verification",
};

/** Steps after users are served again; they are not part of the recovery time. */
const AFTER_RECOVERY: readonly StepName[] = ["notify"];

/**
 * The time from the loss of the active region to a verified write in the standby, along the stages of the state machine. Parallel
 * branches count as the longest one. Slower settings never give a smaller figure.
 */
export function recoveryBudget(
  settings: RecoverySettings,
  objective: Budget["objective"],
  dataLoss: DataLoss[],
): Budget {
  const stages: Branch[][] = [
    [[{ step: "detection", phase: "detection", title: "detect the loss", ...detectionEstimate(settings) }]],
    [[{ step: "decision", phase: "decision", title: "decide to fail over", ...decisionEstimate(settings) }]],
    ...FLOWS.failover.stages.map(({ branches }) =>
      branches.map((branch) =>
        branch.filter((step) => !AFTER_RECOVERY.includes(step)).map((step) => stepOf(step, settings)),
      ),
    ),
  ];
  const low = sum(stages.map((branches) => longest(branches, "low")));
  const high = sum(stages.map((branches) => longest(branches, "high")));
  return {
    lowMinutes: minutes(low),
    highMinutes: minutes(high),
    objective,
    recoveryTime: compareWithObjective(low, high, objective.rtoMinutes * 60),
    promotionMinutes: longestPromotion(stages, objective.rtoMinutes * 60),
    steps: stages.flatMap((branches) => {
      const critical = branches.find((branch) => total(branch, "high") === longest(branches, "high"));
      return branches.flatMap((branch) => branch.map((entry) => published(entry, branch === critical)));
    }),
    dataLoss,
  };
}

/**
 * Compares a range with an objective, all in the same unit.
 * @returns "missed" if the low figure exceeds the objective, "at risk" if only the high one does
 */
export function compareWithObjective(low: number, high: number, objective: number): Budget["recoveryTime"] {
  if (low > objective) return "missed";
  return high > objective ? "at risk" : "met";
}

/** Seconds in minutes, rounded to a tenth; null if infinite. */
export function minutes(seconds: number): number | null {
  return Number.isFinite(seconds) ? Math.round(seconds / 6) / 10 : null;
}

function stepOf(step: StepName, settings: RecoverySettings): Step {
  return { step, phase: PHASES[step] ?? "lease", title: STEPS[step].title, ...stepEstimate(step, settings) };
}

/** The promotion time for which the objective holds with every other step at its longest; null if those alone exceed it. */
function longestPromotion(stages: readonly Branch[][], objective: number): number | null {
  const instant = stages.map((branches) =>
    branches.map((branch) => branch.map((entry) => (entry.step === "promote" ? { ...entry, high: 0 } : entry))),
  );
  if (sum(instant.map((branches) => longest(branches, "high"))) > objective) return null;
  const others = instant.map((branches) => {
    const own = branches.find((branch) => branch.some(({ step }) => step === "promote"));
    return own ? total(own, "high") : longest(branches, "high");
  });
  return minutes(objective - sum(others));
}

function published({ step, phase, title, low, high, source }: Step, critical: boolean): BudgetStep {
  return { step, phase, title, lowMinutes: minutes(low), highMinutes: minutes(high), critical, source };
}

function longest(branches: readonly Branch[], figure: "low" | "high"): number {
  return Math.max(...branches.map((branch) => total(branch, figure)));
}

function total(branch: Branch, figure: "low" | "high"): number {
  return sum(branch.map((entry) => entry[figure]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
