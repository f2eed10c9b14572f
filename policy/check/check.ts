import { UserError } from "../../errors";
import { rules as packRules } from "../all-rules";
import { allMandatory, type PolicyConfiguration } from "../config";
import { evaluate } from "../evaluate";
import type { Preset } from "../presets";
import type { Checked } from "../report/checked";
import { type Format, renderReport } from "../report/report";
import type { Source } from "../report/source";
import type { Rule } from "../rule";
import { parseHelpUriBase } from "../rule-page";
import { keyOf, readBaseline } from "./baseline";
import { type NamedText, parseGraph } from "./document";
import { type Framework, renderFramework } from "./frameworks";
import { type Selection, selectRules } from "./select";

export interface CheckOptions {
  format: Format;
  /** Treats every rule as mandatory. */
  all: boolean;
  configuration: PolicyConfiguration;
  preset?: Preset;
  selection?: Selection;
  /** An earlier report: only violations that it does not contain count. */
  baseline?: NamedText;
  /** Reports by the controls of a framework instead of by violation. */
  framework?: Framework;
  /** The address of the folder with the rules' pages, for SARIF. @default the one in the repository that package.json names */
  helpUriBase?: string;
  /** Rules in addition to the pack's. */
  ownRules?: readonly Rule[];
}

/** The outcome of a check. */
interface CheckResult {
  /** For standard output. */
  report: string;
  /** For standard error. */
  aside: string;
  /** 1 where a mandatory rule is violated, else 0. */
  exitCode: 0 | 1;
}

/**
 * Runs the rules over exports, previews or states.
 * @throws UserError (exit code 2) where a source is none of these, or the configuration has errors
 */
export function check(sources: readonly Source[], options: CheckOptions): CheckResult {
  try {
    return run(sources, options);
  } catch (error) {
    // A document can be nested more deeply than the stack is.
    if (!(error instanceof RangeError)) throw error;
    const names = sources.map(nameOf).join(", ");
    throw new UserError(`${names}: got values that are nested too deeply to evaluate; flatten them`, 2);
  }
}

function run(sources: readonly Source[], options: CheckOptions): CheckResult {
  const { all, preset, baseline, framework } = options;
  const every = [...packRules, ...(options.ownRules ?? [])];
  const rules = selectRules(every, options.selection ?? {});
  const configuration = withoutUnselected(options.configuration, every, rules);
  const graph = parseGraph(sources.map((source) => ({ name: nameOf(source), text: source.text })));
  const evaluation = evaluate(graph, all ? allMandatory(configuration) : configuration, {
    rules,
    ...(preset === undefined ? {} : { preset }),
  });
  const earlier = baseline === undefined ? new Set<string>() : readBaseline(baseline);
  const violations = evaluation.violations.filter((violation) => !earlier.has(keyOf(violation)));
  const checked: Checked = {
    evaluation: { ...evaluation, violations },
    sources,
    graph,
    rules,
    known: evaluation.violations.length - violations.length,
    ...(options.helpUriBase === undefined ? {} : { helpUriBase: parseHelpUriBase(options.helpUriBase) }),
  };
  const mandatory = violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const rendered =
    framework === undefined
      ? renderReport(checked, options.format)
      : { report: renderFramework(framework, checked), aside: "" };
  return { ...rendered, exitCode: mandatory ? 1 : 0 };
}

/** The configuration without the entries of rules that exist but were not selected. */
function withoutUnselected(
  configuration: PolicyConfiguration,
  every: readonly Rule[],
  selected: readonly Rule[],
): PolicyConfiguration {
  const names = new Set(selected.map(({ name }) => name));
  const unselected = new Set(every.filter(({ name }) => !names.has(name)).map(({ name }) => name));
  return Object.fromEntries(Object.entries(configuration).filter(([name]) => !unselected.has(name)));
}

function nameOf({ file }: Source): string {
  return file ?? "standard input";
}
