import { defaultLevel, type Rule } from "../policy/rule";
import { evaluatedTypes, identifiers, parameters } from "./rule-facts";

const INTRODUCTION = `# Rules

This page is generated from the rules by \`npm run generate\`.

Rules on several zones, encryption, exposure and recovery across regions are **mandatory** by default unless their severity is low; all others
are **advisory**. The configuration has CrossGuard's own format: a JSON file that \`pulumi preview --policy-pack policy
--policy-pack-config policy-config.json\`, \`redoubt preview\` and \`redoubt check\` read alike.

\`\`\`json
{
  "all": "advisory",
  "rds-backup-retention": { "enforcementLevel": "mandatory", "minimumDays": 14 },
  "lb-internal": { "suppressions": [{ "resource": "front", "reason": "the public load balancer" }] }
}
\`\`\`

A suppression names a resource by its logical name or URN (\`*\` matches any text), a type, or both, and gives a reason. Every suppressed
violation is reported. A suppression without a reason is an error.

Where a value is not known before the update, or a region is not in the input, the verdict is "undecided", which is neither a pass nor a
violation. Rules on recovery across regions evaluate the resources of all stacks together in \`redoubt preview\` and \`redoubt check\`, and
those of one stack under the engine. The active region comes from the preview document, from the configuration, or from tags: a resource's
\`role\` (\`active\` or \`standby\`) and \`region\`, with or without a prefix such as \`redoubt:\`.
`;

/** The catalogue of the rules, in Markdown. */
export function renderRuleCatalogue(rules: readonly Rule[]): string {
  const categories = [...new Set(rules.map((rule) => rule.category))].sort();
  const sections = categories.map((category) => {
    const own = rules.filter((rule) => rule.category === category);
    return [`## ${category.charAt(0).toUpperCase()}${category.slice(1)}`, ...own.map(entry)].join("\n\n");
  });
  return `${[INTRODUCTION.trim(), `${rules.length} rules.`, ...sections].join("\n\n")}\n`;
}

function entry(rule: Rule): string {
  const elsewhere = identifiers(rule.frameworks);
  const facts = [
    `${rule.severity}, ${defaultLevel(rule)}, decided by ${rule.scope === "resource" ? "the resource alone" : "the resource and others"}`,
    `Evaluates: ${evaluatedTypes(rule)}`,
    `Remediation: ${rule.remediation}`,
    ...(rule.remediate === undefined ? [] : ["Set by the engine at the level `remediate`"]),
    ...parameters(rule).map((parameter) => `Parameter ${parameter}`),
    ...(elsewhere.length > 0 ? [`Also known as: ${elsewhere.join("; ")}`] : []),
  ];
  return [
    `### ${rule.name}`,
    `${rule.description} ${rule.rationale}`,
    facts.map((fact) => `- ${fact}`).join("\n"),
  ].join("\n\n");
}
