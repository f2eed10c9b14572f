import {
  type Policies,
  type PolicyConfigSchema,
  PolicyPack,
  type PolicyResource,
  type ReportViolation,
  type ResourceValidationArgs,
  type StackValidationArgs,
} from "@pulumi/policy";
import { z } from "zod";
import { Resource, type ResourceRecord } from "../resources/resource";
import { ResourceGraph } from "../resources/resource-graph";
import { rules } from "./all-rules";
import { configuredRoles, type PolicyConfiguration, resolveSettings, settingsSchema } from "./config";
import { type Evaluation, evaluateRule, subjects } from "./evaluate";
import { withChanges, withoutSecretMarks } from "./remediate";
import { renderUndecided } from "./report/text";
import { defaultLevel, type Rule } from "./rule";

/** The policies that are not rules: they record inputs for the analysis of the stack, take the roles, and report what was left open. */
const INPUTS_POLICY = "pack-inputs";
const ROLES_POLICY = "roles";
const SUMMARY_POLICY = "pack-summary";

/** Serves the pack to the engine, with the rules' own levels as defaults. */
export function servePack(): void {
  new PolicyPack("redoubt", { policies: policiesFor(rules), enforcementLevel: "advisory" });
}

/** The rules as CrossGuard's policies: for single resources where their own inputs decide, for the stack where other resources do too. */
export function policiesFor(all: readonly Rule[]): Policies {
  const session = new Session();
  return [
    {
      name: INPUTS_POLICY,
      description:
        "Records the resources' inputs: the analysis of a stack gets outputs, in which defaults are unknown.",
      validateResource: (args) => session.renew(args),
    },
    {
      name: ROLES_POLICY,
      description: "Takes the roles of stacks or regions from the configuration: active or standby, by name.",
      configSchema: { properties: {} },
      validateStack: (args) => session.assign(args.getConfig()),
    },
    ...all.map((rule) => policyFor(rule, session)),
    {
      name: SUMMARY_POLICY,
      description: "Lists what was suppressed, and what could not be decided.",
      validateStack: (_args, report) => session.summarize(report),
    },
  ];
}

function policyFor(rule: Rule, session: Session): Policies[number] {
  const policy = {
    name: rule.name,
    description: rule.description,
    enforcementLevel: defaultLevel(rule),
    severity: rule.severity,
    remediationSteps: rule.remediation,
    tags: [rule.category],
    configSchema: configSchema(rule),
    ...(rule.remediate === undefined
      ? {}
      : { remediateResource: (args: ResourceValidationArgs) => session.remediate(rule, args) }),
  };
  if (rule.scope === "resource") {
    return {
      ...policy,
      validateResource: (args, report) => {
        const resource = new Resource(session.keep(args));
        if (appliesTo(rule, resource)) session.evaluate(rule, args, [resource], new ResourceGraph([]), report);
      },
    };
  }
  return {
    ...policy,
    validateStack: (args, report) => {
      const graph = session.graph(args);
      session.evaluate(rule, args, subjects(rule, graph), graph, report);
    },
  };
}

function appliesTo(rule: Rule, resource: Resource): boolean {
  return rule.types.includes(resource.type);
}

/** The parameters and suppressions of a rule as the schema by which the engine validates configuration. */
function configSchema(rule: Rule): PolicyConfigSchema {
  const { properties = {} } = z.toJSONSchema(settingsSchema(rule), { io: "input" });
  return { properties: properties as PolicyConfigSchema["properties"] };
}

/** The state of one operation of the engine. */
class Session {
  private roles: PolicyConfiguration = {};

  private readonly records = new Map<string, ResourceRecord>();
  private readonly outcome: Pick<Evaluation, "undecided" | "suppressed"> = { undecided: [], suppressed: [] };
  private analysed: { resources: number; graph: ResourceGraph } | undefined;

  /** Takes the roles of stacks and regions. */
  assign(config: object): void {
    this.roles = { roles: { ...config } };
    this.analysed = undefined;
  }

  /** Records the inputs of a resource anew: it is being registered. */
  renew(args: ResourceValidationArgs): void {
    this.records.delete(args.urn);
    this.analysed = undefined;
    this.keep(args);
  }

  /** The record of a resource that is being registered. */
  keep(args: ResourceValidationArgs): ResourceRecord {
    const known = this.records.get(args.urn);
    if (known) return known;
    const record = recordOf(args, { parent: args.opts.parent, dependencies: [], propertyDependencies: {} });
    this.records.set(args.urn, record);
    return record;
  }

  /** The stack as planned: the recorded inputs, with the outputs and dependencies that only its analysis has. */
  graph({ resources }: StackValidationArgs): ResourceGraph {
    const { analysed } = this;
    if (analysed?.resources === resources.length) return analysed.graph;
    const graph = new ResourceGraph(
      resources.map((resource) => ({
        ...recordOf(resource, graphOf(resource)),
        inputs: this.records.get(resource.urn)?.inputs ?? plain(resource.props),
        outputs: plain(resource.props),
      })),
      configuredRoles(this.roles),
    );
    this.analysed = { resources: resources.length, graph };
    return graph;
  }

  evaluate(
    rule: Rule,
    args: { getConfig<T extends object>(): T },
    resources: readonly Resource[],
    graph: ResourceGraph,
    report: ReportViolation,
  ): void {
    const settings = resolveSettings([rule], { [rule.name]: args.getConfig() }).get(rule.name);
    if (!settings) return;
    const evaluation: Evaluation = { violations: [], notices: [], ...this.outcome };
    // The engine calls enabled policies only, and sets the level itself.
    for (const resource of resources)
      evaluateRule(rule, { ...settings, enforcementLevel: "advisory" }, resource, graph, evaluation);
    for (const { message, urn } of evaluation.violations) report(message, urn);
  }

  /** The inputs with the rule's changes, where the resource violates the rule; undefined for no change. */
  remediate(rule: Rule, args: ResourceValidationArgs): Record<string, unknown> | undefined {
    const record = recordOf(args, { parent: args.opts.parent, dependencies: [], propertyDependencies: {} });
    const resource = new Resource({ ...record, inputs: withoutSecretMarks(record.inputs) });
    const settings = resolveSettings([rule], { [rule.name]: args.getConfig() }).get(rule.name);
    if (!settings || rule.remediate === undefined || !appliesTo(rule, resource)) return undefined;
    const evaluation: Evaluation = { violations: [], notices: [], undecided: [], suppressed: [] };
    const alone = new ResourceGraph([resource.record]);
    evaluateRule(rule, { ...settings, enforcementLevel: "mandatory" }, resource, alone, evaluation);
    if (evaluation.violations.length === 0) return undefined;
    return withChanges(args.props, rule.remediate(resource));
  }

  summarize(report: ReportViolation): void {
    const { undecided, suppressed } = this.outcome;
    const lines = [
      ...suppressed.map(({ policy, urn, reason }) => `suppressed: ${policy} ${urn}: ${reason}`),
      ...renderUndecided({ undecided }),
    ];
    if (lines.length > 0) report(lines.join("\n").trimEnd());
  }
}

type Graph = Pick<ResourceRecord, "dependencies" | "propertyDependencies"> & { parent: string | undefined };

function graphOf(resource: PolicyResource): Graph {
  return {
    parent: resource.parent?.urn,
    dependencies: resource.dependencies.map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, from]) => [property, from.map(({ urn }) => urn)]),
    ),
  };
}

function recordOf(source: PolicyResource | ResourceValidationArgs, graph: Graph): ResourceRecord {
  const inputs = plain(source.props);
  const provider = source.provider ? plain(source.provider.props) : {};
  const region = [inputs.region, provider.region].find((value) => typeof value === "string");
  return {
    urn: source.urn,
    type: source.type,
    name: source.name,
    stack: source.urn.split("::")[0]?.split(":").at(-1) ?? "",
    region: typeof region === "string" ? region : null,
    role: null,
    stackRegion: null,
    parent: graph.parent ?? null,
    inputs,
    dependencies: graph.dependencies,
    propertyDependencies: graph.propertyDependencies,
    protect: source.opts.protect,
  };
}

/** The properties behind the runtime's proxy, which throws when an unknown is read but allows reading descriptors. */
function plain(props: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(props).map((key) => [key, Object.getOwnPropertyDescriptor(props, key)?.value as unknown]),
  );
}
