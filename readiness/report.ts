import type { RedoubtConfig } from "../config/parse";
import type { PolicyConfiguration } from "../policy/index";
import type { PreviewDocument } from "../preview/document";
import { graphOfPreview } from "../resources/from-preview";
import { recoveryBudget } from "./budget/budget";
import { dataLoss } from "./budget/data-loss";
import { newStandbyEstimate } from "./budget/new-standby";
import { recoverySettings } from "./budget/settings";
import { costOf } from "./cost/cost";
import { type PriceFile, usePrices } from "./cost/price-table";
import { strategiesOf } from "./cost/strategies";
import { databaseKinds } from "./database-kinds";
import { diagramOf } from "./diagram/diagram";
import type { Report } from "./document";
import { failureMatrix } from "./failures";
import { parityOf } from "./parity/parity";
import { policyVerdicts } from "./policies";
import { topologyOf } from "./topology";

/** The input of a readiness report. */
export interface ReportInput {
  readonly project: string;
  readonly config: RedoubtConfig;
  readonly document: PreviewDocument;
  /** Enforcement levels, parameters and suppressions of the policy rules. */
  readonly policies?: PolicyConfiguration;
  /** Prices that are preferred to those of the package. */
  readonly prices?: PriceFile;
  readonly now: Date;
}

/**
 * The readiness report, computed from the registered resources: whether the system survives the loss of a region, how long the
 * recovery takes, and what the system costs.
 */
export function readinessReport({ project, config, document, policies, prices, now }: ReportInput): Report {
  usePrices(prices);
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
    newStandby: newStandbyEstimate(config),
    failures: failureMatrix(inventory, config, policies),
    policies: policyVerdicts(document, policies),
    cost: costOf(inventory, strategiesOf(inventory, config)),
    databaseKinds: databaseKinds(inventory, config),
    parity: parityOf(inventory, topology, config),
  };
}

/** Whether the objective is missed even at the low figures. `redoubt report` exits with code 1 then. */
export function objectiveMissed({ budget }: Pick<Report, "budget">): boolean {
  return budget.recoveryTime === "missed" || budget.dataLoss.some(({ verdict }) => verdict === "missed");
}
