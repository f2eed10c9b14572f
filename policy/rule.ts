import type { z } from "zod";
import type { Violation } from "../preview/document";
import type { Resource } from "../resources/resource";
import type { ResourceGraph } from "../resources/resource-graph";
import type { Finding } from "../resources/three-valued";

/** What a rule guards. The first four are mandatory unless configured otherwise, the rest advisory. */
type Category =
  | "multi-az"
  | "encryption"
  | "exposure"
  | "recovery across regions"
  | "backup"
  | "replication"
  | "logging"
  | "operations";

/** Who else has the rule, and under which identifiers. */
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

/** What a check has beside the resource itself. */
interface Context<P> {
  graph: ResourceGraph;
  parameters: P;
}

/** In a rule's types: it judges every resource. */
export const everyType = "*";

/** One rule, as its file writes it down. */
export interface RuleDefinition<P extends z.ZodObject> {
  /** Its name in configuration and reports, and its file's name. */
  name: string;
  /** What holds where the rule is kept, in one sentence. */
  description: string;
  /** What goes wrong where it is not. */
  rationale: string;
  severity: Violation["severity"];
  category: Category;
  /** What to write instead. */
  remediation: string;
  frameworks: Frameworks;
  /** The canonical types of the resources that it judges, one at a time; everyType for all. */
  types: readonly string[];
  /** "resource" where a resource's own inputs decide, "graph" where others do too. */
  scope: "resource" | "graph";
  /** What configuration may change, each with its default. */
  parameters?: P;
  /** The violations of one resource; undefined for none. Touching an unknown leaves it undecided. */
  check(resource: Resource, context: Context<z.infer<P>>): Finding;
}

/** A rule whatever its parameters. */
export interface Rule extends Omit<RuleDefinition<z.ZodObject>, "check"> {
  check(resource: Resource, context: { graph: ResourceGraph; parameters: Record<string, unknown> }): Finding;
}

/** Types a rule's check by its parameters. Whoever calls check has parsed the parameters by the rule's own schema. */
export function defineRule<P extends z.ZodObject>(definition: RuleDefinition<P>): Rule {
  return definition as unknown as Rule;
}

const mandatoryCategories: ReadonlySet<Category> = new Set([
  "multi-az",
  "encryption",
  "exposure",
  "recovery across regions",
]);

/** The level of a rule that configuration says nothing about. */
export function defaultLevel(rule: Pick<Rule, "category">): Violation["enforcementLevel"] {
  return mandatoryCategories.has(rule.category) ? "mandatory" : "advisory";
}
