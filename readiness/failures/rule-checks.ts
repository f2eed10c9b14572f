import { rules } from "../../policy/all-rules";
import { type PolicyConfiguration, resolveSettings } from "../../policy/config";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { Undecided } from "../../resources/three-valued";

/** Checks single resources against policy rules, so that the failure matrix and the policy pack never disagree on a fact. */
export class RuleChecks {
  private readonly parameters: ReadonlyMap<string, Record<string, unknown>>;

  /**
   * @param configuration the rules' parameters; enforcement levels and suppressions do not matter here
   * @throws UserError listing every error of the configuration
   */
  constructor(
    private readonly graph: ResourceGraph,
    configuration: PolicyConfiguration = {},
  ) {
    const settings = resolveSettings(rules, configuration);
    this.parameters = new Map([...settings].map(([name, { parameters }]) => [name, parameters]));
  }

  /**
   * Whether the rule finds nothing to report on the resource. An undecided verdict does not count as compliant.
   * @throws Error if there is no rule of that name, or the resource is not in the graph
   */
  complies(policy: string, { urn }: Pick<Resource, "urn">): boolean {
    const rule = rules.find(({ name }) => name === policy);
    const resource = this.graph.at(urn);
    if (!rule) throw new Error(`${policy}: no such policy rule`);
    if (!resource) throw new Error(`${urn}: not in the resource graph`);
    try {
      const finding = rule.check(resource, { graph: this.graph, parameters: this.parameters.get(policy) ?? {} });
      return finding === undefined || finding.length === 0;
    } catch (error) {
      if (error instanceof Undecided) return false;
      throw error;
    }
  }
}
