import { FLOWS, STEPS } from "../../failover/protocol/flow";
import type { StepName } from "../../failover/protocol/types";
import type { Budget, BudgetStep, DataLoss } from "../document";
import { decisionEstimate, detectionEstimate, type Estimate, stepEstimate } from "./estimates";
import type { RecoverySettings } from "./settings";

type Phase = BudgetStep["phase"];

/** A row before it is known whether it is on the critical path; seconds. */
interface Row extends Estimate {
  readonly step: string;
  readonly phase: Phase;
  readonly title: string;
}

/** Rows one after another. */
type Branch = readonly Row[];

const phases: Partial<Record<StepName, Phase>> = {
  promote: "promotion",
  "raise-capacity": "capacity",
  "release-fence": "capacity",
  "switch-routes": "storage routes",
  "switch-edge": "edge",
  verify: "verification",
};

/** What is done after users are served again: not part of the recovery time. */
const afterRecovery: readonly StepName[] = ["notify"];

/**
 * The time from the loss of the active region to a verified write in the standby, along the state machine's own stages: what it
 * does side by side counts as its longest branch. Slower settings never give a smaller figure.
 */
export function recoveryBudget(
  settings: RecoverySettings,
  objective: Budget["objective"],
  dataLoss: DataLoss[],
): Budget {
  const stages: Branch[][] = [
    [[{ step: "detection", phase: "detection", title: "notice the loss", ...detectionEstimate(settings) }]],
    [[{ step: "decision", phase: "decision", title: "decide to fail over", ...decisionEstimate(settings) }]],
    ...FLOWS.failover.stages.map(({ branches }) =>
      branches.map((branch) =>
        branch.filter((step) => !afterRecovery.includes(step)).map((step) => row(step, settings)),
      ),
    ),
  ];
  const low = sum(stages.map((branches) => longest(branches, "low")));
  const high = sum(stages.map((branches) => longest(branches, "high")));
  return {
    lowMinutes: minutes(low),
    highMinutes: minutes(high),
    objective,
    recoveryTime: judge(low, high, objective.rtoMinutes * 60),
    promotionMinutes: promotionRoom(stages, objective.rtoMinutes * 60),
    steps: stages.flatMap((branches) => {
      const critical = branches.find((branch) => total(branch, "high") === longest(branches, "high"));
      return branches.flatMap((branch) => branch.map((entry) => published(entry, branch === critical)));
    }),
    dataLoss,
  };
}

/**
 * Whether an objective holds. All three in the same unit.
 * @returns missed when even the low figure is over it, at risk when the high one is
 */
export function judge(low: number, high: number, objective: number): Budget["recoveryTime"] {
  if (low > objective) return "missed";
  return high > objective ? "at risk" : "met";
}

/** Minutes to a tenth; null for what has no bound. */
export function minutes(seconds: number): number | null {
  return Number.isFinite(seconds) ? Math.round(seconds / 6) / 10 : null;
}

function row(step: StepName, settings: RecoverySettings): Row {
  return { step, phase: phases[step] ?? "lease", title: STEPS[step].title, ...stepEstimate(step, settings) };
}

/** What the objective leaves for the promotion when everything else takes its longest; null where that is too long already. */
function promotionRoom(stages: readonly Branch[][], objective: number): number | null {
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

function published({ step, phase, title, low, high, source }: Row, critical: boolean): BudgetStep {
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
