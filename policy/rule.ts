import type { z } from "zod";
import type { Resource } from "../resources/resource";
import type { ResourceGraph } from "../resources/resource-graph";
import type { Finding } from "../resources/three-valued";
import type { Violation } from "./violation";

/** What a rule is about. Rules of the first four are mandatory by default unless their severity is low, the others advisory. */
export type Category =
  | "multi-az"
  | "encryption"
  | "exposure"
  | "recovery across regions"
  | "backup"
  | "replication"
  | "logging"
  | "operations";

/** Inputs to set, by dotted path: `metadataOptions.httpTokens`, `blockDeviceMappings.0.ebs.encrypted`. */
export type Changes = Readonly<Record<string, unknown>>;

/** The identifiers of the same rule in other tools and standards. */
export interface Frameworks {
  awsConfig?: readonly string[];
  securityHub?: readonly string[];
  trustedAdvisor?: readonly string[];
  checkov?: readonly string[];
  trivy?: readonly string[];
  cdkNag?: readonly string[];
  kics?: readonly string[];
  compliancePolicies?: readonly string[];
  awsGuard?: readonly string[];
  cfnGuard?: readonly string[];
}

/** The arguments of a check besides the resource. */
interface Context<P> {
  graph: ResourceGraph;
  parameters: P;
}

/** In a rule's types: every resource. */
export const EVERY_TYPE = "*";

/** One rule, as its file defines it. Its name, in configuration and reports, is its file's name: see rules/index.ts. */
export interface RuleDefinition<P extends z.ZodObject = z.ZodObject> {
  /** What the rule requires, in one sentence. */
  description: string;
  /** What goes wrong where the requirement is not met. */
  rationale: string;
  severity: Violation["severity"];
  category: Category;
  /** How to fix a violation; built from the names of the rule's parameters where it refers to them. */
  remediation: string | ((parameterNames: { readonly [Name in keyof z.infer<P>]: string }) => string);
  frameworks: Frameworks;
  /** The canonical types of the resources that the rule evaluates, one at a time; EVERY_TYPE for all. */
  types: readonly string[];
  /** "resource" where the resource's own inputs decide, "graph" where other resources do too. */
  scope: "resource" | "graph";
  /** Whether it compares the active region with its standbys, so that it needs both in the graph. */
  comparesRegions?: true;
  /** What configuration may change, each with its default. */
  parameters?: P;
  /**
   * What the engine may set on a resource that violates the rule, by dotted path, where the enforcement level is `remediate`. Only changes
   * that AWS makes in place, that lose no data, and that callers in line with current practice do not notice.
   * @default the violation is reported only
   */
  remediate?(resource: Resource): Changes;
  /** The violations of one resource; undefined for none. Reading an unknown value leaves the resource undecided. */
  check(resource: Resource, context: Context<z.infer<P>>): Finding;
}

/** A rule with its name, whatever its parameters. */
export interface Rule extends Omit<RuleDefinition, "check" | "remediation"> {
  name: string;
  remediation: string;
  check(resource: Resource, context: { graph: ResourceGraph; parameters: Record<string, unknown> }): Finding;
}

/** Types a rule's check by its parameters. Whoever calls check has parsed the parameters by the rule's own schema. */
export function defineRule<P extends z.ZodObject>(definition: RuleDefinition<P>): Omit<Rule, "name"> {
  const { remediation, parameters, check } = definition;
  const names = Object.fromEntries(Object.keys(parameters?.shape ?? {}).map((name) => [name, name]));
  return {
    ...definition,
    remediation: typeof remediation === "string" ? remediation : remediation(names as never),
    check: check as Rule["check"],
  };
}

/** A definition under its name. */
export function withName(name: string, definition: Omit<Rule, "name">): Rule {
  return { name, ...definition };
}

const MANDATORY_CATEGORIES: ReadonlySet<Category> = new Set([
  "multi-az",
  "encryption",
  "exposure",
  "recovery across regions",
]);

/** The level of a rule that the configuration does not mention. */
export function defaultLevel(rule: Pick<Rule, "category" | "severity">): Violation["enforcementLevel"] {
  return MANDATORY_CATEGORIES.has(rule.category) && rule.severity !== "low" ? "mandatory" : "advisory";
}
