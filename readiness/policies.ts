import { rules } from "../policy/all-rules";
import { resolveSettings } from "../policy/config";
import { subjects } from "../policy/evaluate";
import { evaluate, graphOfPreview, type PolicyConfiguration } from "../policy/index";
import type { PreviewDocument } from "../preview/document";
import type { PolicyVerdict } from "./document";

/**
 * The verdict of every rule of the policy pack. A rule without resources of its types is not applicable.
 * @throws UserError listing every error of the configuration
 */
export function policyVerdicts(
  document: Pick<PreviewDocument, "stacks">,
  configuration: PolicyConfiguration = {},
): PolicyVerdict[] {
  const graph = graphOfPreview(document);
  const { violations, undecided, suppressed } = evaluate(graph, configuration);
  const settings = resolveSettings(rules, configuration);
  return rules.map((rule) => {
    const of = <T extends { policy: string }>(all: readonly T[]) => all.filter(({ policy }) => policy === rule.name);
    const violated = of(violations);
    const pending = of(undecided);
    const exempt = of(suppressed);
    const evaluated = subjects(rule, graph).length;
    const enforcementLevel = settings.get(rule.name)?.enforcementLevel ?? "disabled";
    return {
      policy: rule.name,
      description: rule.description,
      severity: rule.severity,
      enforcementLevel,
      verdict:
        violated.length > 0
          ? "violated"
          : pending.length > 0
            ? "undecided"
            : exempt.length > 0
              ? "suppressed"
              : evaluated === 0 || enforcementLevel === "disabled"
                ? "not applicable"
                : "passed",
      evaluated,
      findings: [
        ...violated.map(({ urn, message }) => ({ urn, message })),
        ...pending.map(({ urn, waitsFor }) => ({ urn, message: `undecided: ${waitsFor} is not known yet` })),
        ...exempt.map(({ urn, message, reason }) => ({ urn, message: `${message} (suppressed: ${reason})` })),
      ],
      link: `policy/RULES.md#${rule.name}`,
    };
  });
}
