import type { Violation } from "../preview/document";
import { type PolicyConfiguration, type RuleSettings, resolveSettings, type Suppression } from "./config";
import type { Estate } from "./estate/estate";
import type { Resource } from "./estate/resource";
import { Undecided } from "./estate/three-valued";
import { everyType, type Rule } from "./rule";
import { rules } from "./rules";

/** What the pack says of an estate. */
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
 * Runs the pack over an estate, in time proportional to its resources.
 * @param configuration levels, parameters and suppressions by rule, in CrossGuard's own form
 * @throws UserError (exit code 2) naming every fault of the configuration
 */
export function evaluate(estate: Estate, configuration: PolicyConfiguration = {}): Evaluation {
  const settings = resolveSettings(rules, configuration);
  const evaluation: Evaluation = { violations: [], undecided: [], suppressed: [] };
  for (const rule of rules) {
    const own = settings.get(rule.name);
    if (own === undefined || own.enforcementLevel === "disabled") continue;
    for (const resource of subjects(rule, estate)) judge(rule, own, resource, estate, evaluation);
  }
  return evaluation;
}

/** The resources that a rule judges. */
export function subjects(rule: Rule, estate: Estate): readonly Resource[] {
  return rule.types.includes(everyType) ? estate.resources : rule.types.flatMap((type) => estate.ofType(type));
}

/** Adds one rule's verdict on one resource to the evaluation. */
export function judge(
  rule: Rule,
  settings: RuleSettings,
  resource: Resource,
  estate: Estate,
  evaluation: Evaluation,
): void {
  const { enforcementLevel, parameters, suppressions } = settings;
  if (enforcementLevel === "disabled") return;
  let finding: ReturnType<Rule["check"]>;
  try {
    finding = rule.check(resource, { estate, parameters });
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
