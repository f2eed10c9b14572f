import { z } from "zod";
import type { Frameworks, Rule } from "../policy/rule";

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

/** The types that a rule evaluates, in Markdown. */
export function evaluatedTypes({ types }: Rule): string {
  return types.map((type) => (type === "*" ? "every resource" : `\`${type}\``)).join(", ");
}

/** The parameters of a rule, each with its description and default. */
export function parameters({ parameters: schema }: Rule): string[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, default: value } = typeof property === "object" ? property : {};
    return `\`${name}\`: ${description}; default \`${JSON.stringify(value)}\``;
  });
}

/** The identifiers of a rule in other tools. */
export function identifiers(frameworks: Frameworks): string[] {
  const known = Object.entries(FRAMEWORK_NAMES).flatMap(([key, name]) => {
    const own = frameworks[key as keyof Frameworks] ?? [];
    return own.length > 0 ? [`${name}: ${own.join(", ")}`] : [];
  });
  return known;
}
