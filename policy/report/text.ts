import { partsOfUrn } from "../../resources/resource";
import { rules as packRules } from "../all-rules";
import { unruledTypes } from "../check/unruled";
import type { Evaluation } from "../evaluate";
import type { Violation } from "../violation";
import type { Checked } from "./checked";

const SEVERITIES: readonly Violation["severity"][] = ["critical", "high", "medium", "low"];

/** How many of the types without rules are named. */
const NAMED_TYPES = 5;

/** Optional information for the text besides the evaluation. */
type Context = Partial<Pick<Checked, "graph" | "rules" | "known">>;

/** For people: the violations by severity, what is suppressed and why, what is undecided, notices, and the count. */
export function renderText(evaluation: Evaluation, context: Context = {}): string {
  const { violations, suppressed } = evaluation;
  const remediations = new Map((context.rules ?? packRules).map((rule) => [rule.name, rule.remediation]));
  const sections = SEVERITIES.flatMap((severity) => {
    const found = violations.filter((violation) => violation.severity === severity);
    if (found.length === 0) return [];
    return [`${severity} (${found.length})`, ...found.flatMap((violation) => lines(violation, remediations)), ""];
  });
  if (suppressed.length > 0) {
    const entries = suppressed.map(({ policy, urn, reason }) => `  ${policy}  ${format(urn)}: ${reason}`);
    sections.push(`suppressed (${suppressed.length})`, ...entries, "");
  }
  return [
    ...sections,
    ...renderUndecided(evaluation),
    ...renderNotices(evaluation, context),
    summary(evaluation, context.known),
  ].join("\n");
}

/** The summary for standard error when standard output has a machine-readable report. */
export function renderAside(evaluation: Evaluation, context: Context = {}): string {
  const suppressed = evaluation.suppressed.map(({ policy, urn, reason }) => `suppressed: ${policy} ${urn}: ${reason}`);
  return [
    ...suppressed,
    ...renderUndecided(evaluation),
    ...renderNotices(evaluation, context),
    summary(evaluation, context.known),
  ].join("\n");
}

/**
 * One line with the counts.
 * @param known how many violations more the baseline contains
 */
export function summary({ violations, undecided, suppressed }: Evaluation, known = 0): string {
  const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory").length;
  const baseline = known > 0 ? `, ${known} more in the baseline` : "";
  return `${mandatory} mandatory and ${violations.length - mandatory} advisory violations, ${undecided.length} undecided, ${suppressed.length} suppressed${baseline}`;
}

/** The undecided verdicts, rule by rule: how many, and what the first waits for. */
export function renderUndecided({ undecided }: Pick<Evaluation, "undecided">): string[] {
  if (undecided.length === 0) return [];
  const byRule = new Map<string, typeof undecided>();
  for (const verdict of undecided) {
    const own = byRule.get(verdict.policy);
    if (own) own.push(verdict);
    else byRule.set(verdict.policy, [verdict]);
  }
  const entries = [...byRule].map(([policy, [first, ...rest]]) => {
    const more = rest.length > 0 ? ` and ${rest.length} more` : "";
    return `  ${policy}  ${format(first?.urn ?? "")}${more}: waits for ${first?.waitsFor}`;
  });
  return [`undecided (${undecided.length}): the value is unknown, or the resource is not in the input`, ...entries, ""];
}

function renderNotices(evaluation: Evaluation, { graph, rules = packRules }: Context): string[] {
  const notices = evaluation.notices.map((notice) => `notice: ${notice}`);
  const unruled = graph === undefined ? [] : Object.entries(unruledTypes(graph, rules));
  if (unruled.length > 0) {
    const total = unruled.reduce((sum, [, count]) => sum + count, 0);
    const named = unruled.slice(0, NAMED_TYPES).map(([type, count]) => `${type} (${count})`);
    const more = unruled.length > NAMED_TYPES ? ` and ${unruled.length - NAMED_TYPES} more` : "";
    notices.push(`not evaluated: ${total} resources of types without rules: ${named.join(", ")}${more}`);
  }
  return notices.length > 0 ? [...notices, ""] : [];
}

function lines({ policy, enforcementLevel, urn, message }: Violation, remediations: ReadonlyMap<string, string>) {
  return [`  ${enforcementLevel}  ${policy}  ${format(urn)}`, `    ${message}`, `    ${remediations.get(policy)}`];
}

/** The resource by stack, the last part of its type, and name. */
function format(urn: string): string {
  const { name, stack, types } = partsOfUrn(urn);
  return `${stack} ${types.split(":").at(-1)} ${name}`;
}
