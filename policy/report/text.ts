import { rules } from "../all-rules";
import type { Evaluation } from "../evaluate";
import type { Violation } from "../violation";

const severities: readonly Violation["severity"][] = ["critical", "high", "medium", "low"];

/** For people: the violations by severity, what was set aside and why, what could not be told, and the count. */
export function renderText(evaluation: Evaluation): string {
  const { violations, suppressed } = evaluation;
  const sections = severities.flatMap((severity) => {
    const found = violations.filter((violation) => violation.severity === severity);
    if (found.length === 0) return [];
    return [`${severity} (${found.length})`, ...found.flatMap(lines), ""];
  });
  if (suppressed.length > 0) {
    const entries = suppressed.map(({ policy, urn, reason }) => `  ${policy}  ${place(urn)}: ${reason}`);
    sections.push(`suppressed (${suppressed.length})`, ...entries, "");
  }
  return [...sections, ...renderUndecided(evaluation), summary(evaluation)].join("\n");
}

/** One line: how many of what. */
export function summary({ violations, undecided, suppressed }: Evaluation): string {
  const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory").length;
  const advisory = violations.length - mandatory;
  return `${mandatory} mandatory and ${advisory} advisory violations, ${undecided.length} undecided, ${suppressed.length} suppressed`;
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
    return `  ${policy}  ${place(first?.urn ?? "")}${more}: waits for ${first?.waitsFor}`;
  });
  return [`undecided (${undecided.length}): the value is not known yet, or not in view`, ...entries, ""];
}

const remediations = new Map(rules.map((rule) => [rule.name, rule.remediation]));

function lines({ policy, enforcementLevel, urn, message }: Violation): string[] {
  return [`  ${enforcementLevel}  ${policy}  ${place(urn)}`, `    ${message}`, `    ${remediations.get(policy)}`];
}

/** The resource as people call it: stack, type's last part, name. */
function place(urn: string): string {
  const [head = "", , types = "", name = ""] = urn.split("::");
  return `${head.split(":").at(-1)} ${types.split(":").at(-1)} ${name}`;
}
