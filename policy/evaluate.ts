import type { PreviewDocument } from "../preview/document";
import { graphOfPreview } from "../resources/from-preview";
import type { Resource } from "../resources/resource";
import type { ResourceGraph } from "../resources/resource-graph";
import { Undecided } from "../resources/three-valued";
import { rules as packRules } from "./all-rules";
import { configuredRoles, type PolicyConfiguration, type RuleSettings, resolveSettings } from "./config";
import { topologyNotice } from "./notices";
import type { Preset } from "./presets";
import { EVERY_TYPE, type Rule } from "./rule";
import { covers, expiryNotices } from "./suppressions";
import type { Violation } from "./violation";

/** The result of running rules over a resource graph. */
export interface Evaluation {
  violations: Violation[];
  /** Checks that unknown values or missing resources left open: neither passed nor violated. */
  undecided: UndecidedVerdict[];
  /** Violations that the configuration suppresses, with its reasons. */
  suppressed: SuppressedViolation[];
  /** What was not evaluated at all for want of information, and suppressions that have expired, each with the fix. */
  notices: string[];
}

export interface UndecidedVerdict {
  policy: string;
  urn: string;
  /** The value or resource that would decide it. */
  waitsFor: string;
}

export interface SuppressedViolation extends Violation {
  reason: string;
}

/** How to evaluate. */
export interface EvaluationOptions {
  /** @default the rules of this pack */
  rules?: readonly Rule[];
  /** The levels of rules that the configuration does not mention. @default the rules' own */
  preset?: Preset;
  /** The day on which suppressions are looked at. @default today */
  now?: Date;
}

/**
 * Runs rules over a resource graph, in time proportional to its resources.
 * @param configuration levels, parameters and suppressions by rule, in CrossGuard's own form; `roles` of stacks or regions
 * @throws UserError (exit code 2) listing all configuration errors
 */
export function evaluate(
  graph: ResourceGraph,
  configuration: PolicyConfiguration = {},
  { rules = packRules, preset, now = new Date() }: EvaluationOptions = {},
): Evaluation {
  const settings = resolveSettings(rules, configuration, preset);
  const roles = configuredRoles(configuration);
  const placed = Object.keys(roles).length === 0 ? graph : graph.withRoles(roles);
  const evaluation: Evaluation = { violations: [], undecided: [], suppressed: [], notices: [] };
  const enabled: Rule[] = [];
  for (const rule of rules) {
    const own = settings.get(rule.name);
    if (own === undefined || own.enforcementLevel === "disabled") continue;
    enabled.push(rule);
    evaluation.notices.push(...expiryNotices(rule.name, own.suppressions, now));
    for (const resource of subjects(rule, placed)) evaluateRule(rule, own, resource, placed, evaluation, now);
  }
  const notice = topologyNotice(enabled, placed);
  if (notice !== undefined) evaluation.notices.push(notice);
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

/** The resources that a rule evaluates: those that the program manages, not those that it only reads. */
export function subjects(rule: Rule, graph: ResourceGraph): readonly Resource[] {
  const all = rule.types.includes(EVERY_TYPE) ? graph.resources : rule.types.flatMap((type) => graph.ofType(type));
  return all.filter(({ external }) => !external);
}

/** Evaluates one rule on one resource, and adds the result to the evaluation. */
export function evaluateRule(
  rule: Rule,
  settings: RuleSettings,
  resource: Resource,
  graph: ResourceGraph,
  evaluation: Evaluation,
  now: Date = new Date(),
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
    const suppression = suppressions.find((candidate) => covers(candidate, resource, now));
    if (suppression) evaluation.suppressed.push({ ...violation, reason: suppression.reason });
    else evaluation.violations.push(violation);
  }
}
