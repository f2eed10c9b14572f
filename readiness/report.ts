import type { RedoubtConfig } from "../config/parse";
import type { PolicyConfiguration } from "../policy/index";
import type { PreviewDocument } from "../preview/document";
import { graphOfPreview } from "../resources/from-preview";
import { recoveryBudget } from "./budget/budget";
import { dataLoss } from "./budget/data-loss";
import { recoverySettings } from "./budget/settings";
import { costOf } from "./cost/cost";
import { strategiesOf } from "./cost/strategies";
import { diagramOf } from "./diagram/diagram";
import type { Report } from "./document";
import { failureMatrix } from "./failures";
import { parityOf } from "./parity/parity";
import { policyVerdicts } from "./policies";
import { topologyOf } from "./topology";

/** What a report is made from. */
export interface ReportInput {
  readonly project: string;
  readonly config: RedoubtConfig;
  readonly document: PreviewDocument;
  /** Levels, parameters and suppressions of the policies. */
  readonly policies?: PolicyConfiguration;
  readonly now: Date;
}

/** Would the system survive losing a region, how long would it take, what does it cost: from what the program registers. */
export function readinessReport({ project, config, document, policies, now }: ReportInput): Report {
  const inventory = graphOfPreview(document);
  const topology = topologyOf(config);
  const { rtoMinutes, rpoMinutes } = config.objective;
  return {
    project,
    generatedAt: now.toISOString(),
    topology,
    diagram: diagramOf(inventory, topology, document.stacks),
    budget: recoveryBudget(
      recoverySettings(inventory, config),
      { rtoMinutes, rpoMinutes },
      dataLoss(inventory, config),
    ),
    failures: failureMatrix({ inventory, config }),
    policies: policyVerdicts(document, policies),
    cost: costOf(inventory, strategiesOf(inventory, config)),
    parity: parityOf(inventory, topology, config),
  };
}

/** Whether the objective cannot be met, whatever goes well: the reason for exit code 1. */
export function objectiveMissed({ budget }: Pick<Report, "budget">): boolean {
  return budget.recoveryTime === "missed" || budget.dataLoss.some(({ verdict }) => verdict === "missed");
}
