import type { RedoubtConfig } from "../../config/parse";
import type { PolicyConfiguration } from "../../policy/index";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Failure } from "../document";
import { corruption } from "./corruption";
import { databaseInstance } from "./database-instance";
import { edgeControlPlane } from "./edge-control-plane";
import { assess, type FailureDefinition } from "./failure";
import { instance } from "./instance";
import { leaseRegion } from "./lease-region";
import { operatorError } from "./operator-error";
import { region } from "./region";
import { regionNeverReturns } from "./region-never-returns";
import { replicationStalled } from "./replication-stalled";
import { RuleChecks } from "./rule-checks";
import { zone } from "./zone";

/** The rows of the failure matrix, from the smallest failure to the largest. */
const FAILURES: readonly FailureDefinition[] = [
  instance,
  zone,
  databaseInstance,
  region,
  regionNeverReturns,
  edgeControlPlane,
  leaseRegion,
  replicationStalled,
  corruption,
  operatorError,
];

/**
 * For each failure, the controls that detect and handle it, and whether they are registered.
 * @param policies parameters of the policy rules that check controls
 * @throws UserError listing every error of the policy configuration
 */
export function failureMatrix(
  inventory: ResourceGraph,
  config: RedoubtConfig,
  policies: PolicyConfiguration = {},
): Failure[] {
  const situation = { inventory, config, checks: new RuleChecks(inventory, policies) };
  return FAILURES.map((definition) => assess(definition, situation));
}
