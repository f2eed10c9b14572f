import { allMandatory, type PolicyConfiguration } from "./config";
import { parseGraph } from "./document";
import { evaluate } from "./evaluate";
import { type Format, renderReport } from "./report/report";
import type { Source } from "./report/source";

interface CheckOptions {
  format: Format;
  /** Takes every rule for mandatory. */
  all: boolean;
  configuration: PolicyConfiguration;
}

/** What a check has to say, and how it ends. */
interface CheckResult {
  /** For standard output. */
  report: string;
  /** Told beside it. */
  aside: string;
  /** 1 where a mandatory rule is violated, else 0. */
  exitCode: 0 | 1;
}

/**
 * Runs the pack over a stack's export or a preview's document.
 * @throws UserError (exit code 2) where the source is neither, or the configuration is faulty
 */
export function check(source: Source, { format, all, configuration }: CheckOptions): CheckResult {
  const graph = parseGraph([{ name: source.file ?? "standard input", text: source.text }]);
  const evaluation = evaluate(graph, all ? allMandatory(configuration) : configuration);
  const mandatory = evaluation.violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return { ...renderReport(evaluation, source, format), exitCode: mandatory ? 1 : 0 };
}
