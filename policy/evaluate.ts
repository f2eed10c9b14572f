import type { PreviewDocument } from "../preview/document";
import { graphOfPreview } from "../resources/from-preview";
import type { Resource } from "../resources/resource";
import type { ResourceGraph } from "../resources/resource-graph";
import { Undecided } from "../resources/three-valued";
import { rules } from "./all-rules";
import { type PolicyConfiguration, type RuleSettings, resolveSettings, type Suppression } from "./config";
import { everyType, type Rule } from "./rule";
import type { Violation } from "./violation";

/** The result of running the pack over a resource graph. */
export interface Evaluation {
  violations: Violation[];
  /** Checks that unknown values or missing resources left open: neither passed nor violated. */
  undecided: UndecidedVerdict[];
  /** Violations that the configuration suppresses, with its reasons. */
  suppressed: SuppressedViolation[];
}

interface UndecidedVerdict {
  policy: string;
  urn: string;
  /** The value or resource that would decide it. */
  waitsFor: string;
}

interface SuppressedViolation extends Violation {
  reason: string;
}

/**
 * Runs the pack over a resource graph, in time proportional to its resources.
 * @param configuration levels, parameters and suppressions by rule, in CrossGuard's own form
 * @throws UserError (exit code 2) listing all configuration errors
 */
export function evaluate(graph: ResourceGraph, configuration: PolicyConfiguration = {}): Evaluation {
  const settings = resolveSettings(rules, configuration);
  const evaluation: Evaluation = { violations: [], undecided: [], suppressed: [] };
  for (const rule of rules) {
    const own = settings.get(rule.name);
    if (own === undefined || own.enforcementLevel === "disabled") continue;
    for (const resource of subjects(rule, graph)) evaluateRule(rule, own, resource, graph, evaluation);
  }
  return evaluation;
}

/**
 * Runs the pack over all stacks of a preview together.
 * @param configuration levels, parameters and suppressions by rule, in CrossGuard's own form
 * @throws UserError (exit code 2) listing all configuration errors
 */
export function evaluatePreview(
  document: Pick<PreviewDocument, "stacks">,
  configuration: PolicyConfiguration = {},
): Evaluation {
  return evaluate(graphOfPreview(document), configuration);
}

/** The resources that a rule evaluates. */
export function subjects(rule: Rule, graph: ResourceGraph): readonly Resource[] {
  return rule.types.includes(everyType) ? graph.resources : rule.types.flatMap((type) => graph.ofType(type));
}

/** Evaluates one rule on one resource, and adds the result to the evaluation. */
export function evaluateRule(
  rule: Rule,
  settings: RuleSettings,
  resource: Resource,
  graph: ResourceGraph,
  evaluation: Evaluation,
): void {
  const { enforcementLevel, parameters, suppressions } = settings;
  if (enforcementLevel === "disabled") return;
  let finding: ReturnType<Rule["check"]>;
  try {
    finding = rule.check(resource, { graph, parameters });
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    evaluation.undecided.push({ policy: rule.name, urn: resource.urn, waitsFor: error.what });
    return;
  }
  const messages = finding === undefined ? [] : typeof finding === "string" ? [finding] : finding;
  for (const message of messages) {
    const violation: Violation = {
      policy: rule.name,
      enforcementLevel,
      severity: rule.severity,
      urn: resource.urn,
      message,
    };
    const suppression = suppressions.find((candidate) => covers(candidate, resource));
    if (suppression) evaluation.suppressed.push({ ...violation, reason: suppression.reason });
    else evaluation.violations.push(violation);
  }
}

function covers({ resource: pattern }: Suppression, resource: Resource): boolean {
  const expression = new RegExp(`^${pattern.split("*").map(literally).join(".*")}$`);
  return expression.test(resource.urn) || expression.test(resource.name);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
