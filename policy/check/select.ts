import { closest } from "fastest-levenshtein";
import { UserError } from "../../errors";
import type { Rule } from "../rule";
import type { Violation } from "../violation";

/** Which rules to run. A rule is selected by its name, or by a pattern in which `*` matches any text. */
export interface Selection {
  /** Only these. @default all */
  only?: readonly string[];
  /** Not these. */
  skip?: readonly string[];
  /** Only rules of this severity or a higher one. @default low */
  severity?: Violation["severity"];
}

const SEVERITIES = ["low", "medium", "high", "critical"] as const;

/**
 * The selected rules.
 * @throws UserError (exit code 2) for a name or pattern that matches no rule
 */
export function selectRules(rules: readonly Rule[], { only = [], skip = [], severity = "low" }: Selection): Rule[] {
  const [included, excluded] = [named(rules, only, "--policy"), named(rules, skip, "--skip")];
  const least = SEVERITIES.indexOf(severity);
  return rules.filter(
    (rule) =>
      (only.length === 0 || included.has(rule.name)) &&
      !excluded.has(rule.name) &&
      SEVERITIES.indexOf(rule.severity) >= least,
  );
}

function named(rules: readonly Rule[], patterns: readonly string[], flag: string): ReadonlySet<string> {
  const names = rules.map(({ name }) => name);
  return new Set(
    patterns.flatMap((pattern) => {
      const expression = new RegExp(`^${pattern.replace(/[^\w*-]/g, "").replaceAll("*", ".*")}$`);
      const found = names.filter((name) => expression.test(name));
      if (found.length === 0)
        throw new UserError(
          `${flag}: got ${pattern}, which is not a rule; did you mean ${closest(pattern, names)}?`,
          2,
        );
      return found;
    }),
  );
}
