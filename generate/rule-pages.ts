import { controlsOf, FRAMEWORKS, TITLES } from "../policy/check/frameworks";
import { defaultLevel, type Rule } from "../policy/rule";
import { evaluatedTypes, identifiers, parameters } from "./rule-facts";

/** A page for each rule, by its path from the root, in Markdown. */
export function renderRulePages(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.name}.md`, renderRulePage(rule)]));
}

function renderRulePage(rule: Rule): string {
  const scope = rule.scope === "resource" ? "the resource alone" : "the resource and others";
  const changed = rule.remediate === undefined ? [] : [REMEDIATE];
  const known = parameters(rule);
  const controls = FRAMEWORKS.filter((framework) => framework !== "security-hub").flatMap((framework) => {
    const own = controlsOf(framework, rule);
    return own.length > 0 ? [`${TITLES[framework]}: ${own.join(", ")}`] : [];
  });
  const elsewhere = [...identifiers(rule.frameworks), ...controls];
  return `${[
    `# ${rule.name}`,
    rule.description,
    `${rule.severity} severity, ${defaultLevel(rule)} by default, category ${rule.category}, decided by ${scope}. Evaluates ${evaluatedTypes(rule)}.`,
    "## Why",
    rule.rationale,
    "## How to fix a violation",
    rule.remediation,
    ...changed,
    ...(known.length > 0 ? ["## Parameters", list(known)] : []),
    "## How to suppress it",
    "In policy-config.json, for a resource by logical name or URN, for a type, or for both; `expires` is optional:",
    fenced({ [rule.name]: { suppressions: [{ resource: "NAME", reason: "WHY", expires: "2027-12-31" }] } }),
    ...(elsewhere.length > 0 ? ["## In other tools and frameworks", list(elsewhere)] : []),
    "This page is generated from the rule by `npm run generate`.",
  ].join("\n\n")}\n`;
}

const REMEDIATE =
  "With the enforcement level `remediate`, the engine makes this change before the update, where AWS makes it in place and without loss of data.";

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function fenced(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
