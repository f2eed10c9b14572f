import type { Violation } from "../preview/document";
import type { Resource } from "../resources/resource";
import type { ResourceGraph } from "../resources/resource-graph";
import { Undecided } from "../resources/three-valued";
import { type PolicyConfiguration, type RuleSettings, resolveSettings, type Suppression } from "./config";
import { everyType, type Rule } from "./rule";
import { rules } from "./rules";

/** What the pack says of an graph. */
export interface Evaluation {
  violations: Violation[];
  /** What could not be told from what is known and in view: neither a pass nor a violation. */
  undecided: UndecidedVerdict[];
  /** Violations set aside by the configuration, with its reasons. */
  suppressed: SuppressedViolation[];
}

interface UndecidedVerdict {
  policy: string;
  urn: string;
  /** The value or resource that the verdict waits for. */
  waitsFor: string;
}

interface SuppressedViolation extends Violation {
  reason: string;
}

/**
 * Runs the pack over an graph, in time proportional to its resources.
 * @param configuration levels, parameters and suppressions by rule, in CrossGuard's own form
 * @throws UserError (exit code 2) naming every fault of the configuration
 */
export function evaluate(graph: ResourceGraph, configuration: PolicyConfiguration = {}): Evaluation {
  const settings = resolveSettings(rules, configuration);
  const evaluation: Evaluation = { violations: [], undecided: [], suppressed: [] };
  for (const rule of rules) {
    const own = settings.get(rule.name);
    if (own === undefined || own.enforcementLevel === "disabled") continue;
    for (const resource of subjects(rule, graph)) judge(rule, own, resource, graph, evaluation);
  }
  return evaluation;
}

/** The resources that a rule judges. */
export function subjects(rule: Rule, graph: ResourceGraph): readonly Resource[] {
  return rule.types.includes(everyType) ? graph.resources : rule.types.flatMap((type) => graph.ofType(type));
}

/** Adds one rule's verdict on one resource to the evaluation. */
export function judge(
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
