import { unruledTypes } from "../check/unruled";
import type { SuppressedViolation } from "../evaluate";
import type { Violation } from "../violation";
import type { Checked } from "./checked";

/** The violations only, as one array. */
export function renderViolations({ evaluation }: Checked): string {
  return JSON.stringify(evaluation.violations.map(shown), null, 2);
}

/** Everything: violations, undecided and suppressed ones, notices, and the types that no rule is for. */
export function renderJson({ evaluation, graph, rules, known }: Checked): string {
  const { violations, undecided, suppressed, notices } = evaluation;
  const report = {
    violations: violations.map(shown),
    undecided,
    suppressed: suppressed.map((violation) => ({ ...shown(violation), reason: violation.reason })),
    notices,
    inBaseline: known,
    notEvaluated: unruledTypes(graph, rules),
  };
  return JSON.stringify(report, null, 2);
}

function shown({ policy, enforcementLevel, severity, urn, message }: Violation | SuppressedViolation) {
  return { policy, enforcementLevel, severity, urn, message };
}
