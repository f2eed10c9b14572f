import { rules } from "../policy/all-rules";
import { resolveSettings } from "../policy/config";
import { subjects } from "../policy/evaluate";
import { evaluate, graphOfPreview, type PolicyConfiguration } from "../policy/index";
import type { PreviewDocument } from "../preview/document";
import type { PolicyVerdict } from "./document";

/**
 * The pack's verdict, rule by rule; a rule whose resource types are not registered does not apply.
 * @throws UserError naming every fault of the configuration
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
    const broken = of(violations);
    const open = of(undecided);
    const excused = of(suppressed);
    const judged = subjects(rule, graph).length;
    const enforcementLevel = settings.get(rule.name)?.enforcementLevel ?? "disabled";
    return {
      policy: rule.name,
      description: rule.description,
      severity: rule.severity,
      enforcementLevel,
      verdict:
        broken.length > 0
          ? "violated"
          : open.length > 0
            ? "undecided"
            : excused.length > 0
              ? "suppressed"
              : judged === 0 || enforcementLevel === "disabled"
                ? "not applicable"
                : "passed",
      judged,
      findings: [
        ...broken.map(({ urn, message }) => ({ urn, message })),
        ...open.map(({ urn, waitsFor }) => ({ urn, message: `not decided: waits for ${waitsFor}` })),
        ...excused.map(({ urn, message, reason }) => ({ urn, message: `${message} (set aside: ${reason})` })),
      ],
      link: `policy/RULES.md#${rule.name}`,
    };
  });
}
