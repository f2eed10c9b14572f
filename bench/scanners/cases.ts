import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policy/all-rules";
import { parseGraph } from "../../policy/check/document";
import type { Frameworks } from "../../policy/rule";
import type { Resource } from "../../resources/resource";

/** One expected finding, or expected absence of one, that a scanner has a rule for. */
export interface Expectation {
  case: string;
  /** The scanner's identifiers for the rule. */
  identifiers: readonly string[];
  /** Whether one of them must be reported somewhere in the case. */
  reported: boolean;
}

interface Case {
  id: string;
  document: unknown;
  expect: { yes?: string[]; no?: string[] };
}

const CASES: readonly Case[] = JSON.parse(
  readFileSync(join(__dirname, "../../test/fixtures/policy-cases.json"), "utf8"),
);

/** The resources of each case. */
export const RESOURCES: ReadonlyMap<string, readonly Resource[]> = new Map(
  CASES.map(({ id, document }) => [
    id,
    parseGraph([{ name: id, text: JSON.stringify(document) }]).resources.filter(({ type }) => type.startsWith("aws:")),
  ]),
);

/**
 * The expectations of all cases for which the scanner has a rule with the same meaning, by the identifiers in our rules. Scanners
 * name resources in their own ways, so that a rule which must report one resource of a case and not another counts for the first only.
 */
function expectationsFor(scanner: keyof Frameworks): Expectation[] {
  const known = new Map(rules.map(({ name, frameworks }) => [name, frameworks[scanner] ?? []]));
  return CASES.flatMap(({ id, expect }) =>
    ([true, false] as const).flatMap((reported) =>
      (expect[reported ? "yes" : "no"] ?? []).flatMap((pattern) => {
        const rule = ruleOf(pattern);
        const identifiers = known.get(rule) ?? [];
        const elsewhere = !reported && expect.yes?.some((other) => ruleOf(other) === rule);
        return identifiers.length > 0 && !elsewhere ? [{ case: id, identifiers, reported }] : [];
      }),
    ),
  );
}

function ruleOf(pattern: string): string {
  return pattern.split("@")[0] ?? "";
}

/** The cases with such an expectation. */
export function comparedCases(scanner: keyof Frameworks): ReadonlySet<string> {
  return new Set(expectationsFor(scanner).map(({ case: id }) => id));
}

/** What a scanner reports. */
export interface Findings {
  /** As "case identifier". */
  reported: ReadonlySet<string>;
  /** The cases that its input format can express. @default all */
  cases?: ReadonlySet<string>;
}

/** Prints how many expectations, and how many cases with all of theirs, a scanner's findings meet. */
export function compare(name: string, scanner: keyof Frameworks, { reported: found, cases }: Findings): string {
  const expectations = expectationsFor(scanner).filter(({ case: id }) => cases?.has(id) ?? true);
  const wrong = expectations.filter(
    ({ case: id, identifiers, reported }) =>
      identifiers.some((identifier) => found.has(`${id} ${identifier}`)) !== reported,
  );
  const applicable = new Set(expectations.map(({ case: id }) => id));
  const failed = new Set(wrong.map(({ case: id }) => id));
  const right = applicable.size - failed.size;
  return `| ${name} | ${right} of ${applicable.size} | ${expectations.length - wrong.length} of ${expectations.length} | ${[...failed].join(" ")} |`;
}
