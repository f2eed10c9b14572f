import { estateOfPreview, evaluate } from "../policy";
import { defaultLevel } from "../policy/rule";
import { rules } from "../policy/rules";
import type { PreviewDocument } from "../preview/document";
import type { PolicyVerdict } from "./document";

/** The pack's verdict, rule by rule; a rule whose resource types are not registered does not apply. */
export function policyVerdicts(document: Pick<PreviewDocument, "stacks">): PolicyVerdict[] {
  const estate = estateOfPreview(document);
  const { violations, undecided, suppressed } = evaluate(estate);
  return rules.map((rule) => {
    const of = <T extends { policy: string }>(all: readonly T[]) => all.filter(({ policy }) => policy === rule.name);
    const broken = of(violations);
    const open = of(undecided);
    const excused = of(suppressed);
    const judged = rule.types.reduce((sum, type) => sum + estate.ofType(type).length, 0);
    const found = broken.length + open.length + excused.length;
    return {
      policy: rule.name,
      what: rule.what,
      severity: rule.severity,
      enforcementLevel: defaultLevel(rule),
      verdict:
        broken.length > 0
          ? "violated"
          : open.length > 0
            ? "undecided"
            : excused.length > 0
              ? "suppressed"
              : judged + found === 0
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
