import { z } from "zod";
import { defaultLevel, type Frameworks, type Rule } from "../policy/rule";

/** The frameworks' names, in the order in which a rule lists their identifiers. */
const FRAMEWORK_NAMES: Readonly<Record<keyof Frameworks, string>> = {
  awsConfig: "AWS Config",
  securityHub: "Security Hub",
  trustedAdvisor: "Trusted Advisor",
  checkov: "checkov",
  trivy: "trivy",
  cdkNag: "cdk-nag",
  kics: "KICS",
  compliancePolicies: "Pulumi compliance-policies",
  awsGuard: "Pulumi AWSGuard",
  cfnGuard: "CloudFormation Guard rules registry",
};

const INTRODUCTION = `# Rules

This page is generated from the rules by \`npm run generate\`.

A rule is **mandatory** by default where it is about several zones, encryption, exposure or recovery across regions, and
**advisory** otherwise. The configuration is CrossGuard's own: a JSON file that \`pulumi preview --policy-pack policy
--policy-pack-config policy-config.json\`, \`redoubt preview\` and \`redoubt check\` read alike.

\`\`\`json
{
  "all": "advisory",
  "rds-backup-retention": { "enforcementLevel": "mandatory", "minimumDays": 14 },
  "lb-internal": { "suppressions": [{ "resource": "front", "reason": "the public load balancer" }] }
}
\`\`\`

A suppression names a resource by its logical name or URN (\`*\` stands for any text) and says why. It is reported every
time, and one without a reason is an error.

What a rule cannot tell, because a value is not known before the update or a region is not in view, is reported as
undecided and is neither a pass nor a violation. The rules on recovery across regions look at the resources of all stacks
together in \`redoubt preview\` and \`redoubt check\` of its document, and at one stack in the engine. Which region is
active comes from the preview's document, or from tags: a resource's \`role\` (\`active\` or \`standby\`) and \`region\`,
with or without a prefix such as \`redoubt:\`.
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
  const facts = [
    `${rule.severity}, ${defaultLevel(rule)}, decided by ${rule.scope === "resource" ? "the resource alone" : "the resource and others"}`,
    `Judges: ${rule.types.map((type) => (type === "*" ? "every resource" : `\`${type}\``)).join(", ")}`,
    `Remedy: ${rule.remediation}`,
    ...parameters(rule),
    ...identifiers(rule.frameworks),
  ];
  return [
    `### ${rule.name}`,
    `${rule.description} ${rule.rationale}`,
    facts.map((fact) => `- ${fact}`).join("\n"),
  ].join("\n\n");
}

function parameters({ parameters: schema }: Rule): string[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, default: value } = typeof property === "object" ? property : {};
    return `Parameter \`${name}\`: ${description}; default \`${JSON.stringify(value)}\``;
  });
}

function identifiers(frameworks: Frameworks): string[] {
  const known = Object.entries(FRAMEWORK_NAMES).flatMap(([key, name]) => {
    const own = frameworks[key as keyof Frameworks] ?? [];
    return own.length > 0 ? [`${name} ${own.join(", ")}`] : [];
  });
  return known.length > 0 ? [`Also known as: ${known.join("; ")}`] : [];
}
