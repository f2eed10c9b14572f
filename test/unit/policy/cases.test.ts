import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "chai";
import { rules } from "../../../policy/all-rules";
import { parseGraph } from "../../../policy/check/document";
import { allMandatory } from "../../../policy/config";
import { type Evaluation, evaluate } from "../../../policy/evaluate";

/** A whole stack export, made after a public bug report or a common design, with the findings that are right for it. */
interface Case {
  id: string;
  /** The bug report or the document that it follows. */
  source: string;
  title: string;
  all: boolean;
  configuration?: Record<string, unknown>;
  document: unknown;
  expect: Expectation;
}

/** Findings as `rule@resource`, either of them `*` for any. */
interface Expectation {
  yes?: string[];
  no?: string[];
  undecided?: string[];
  /** Resources that some rule must report. */
  anyOn?: string[];
  /** Rules of which one must report. */
  anyOf?: string[];
  cleanOfRegionRules?: boolean;
  cleanOfMandatory?: boolean;
  /** A finding in words. */
  wanted?: string[];
}

/** The findings that the cases ask for in words: the rule, or the text of the summary. */
const WANTED: Readonly<Record<string, RegExp>> = {
  "a finding that the secondary has no instance": /^promotable-replica@/,
  "a finding like replica-in-another-region": /^replica-in-another-region@/,
  "a finding that the table is not replicated": /^replica-in-another-region@/,
  "something that says: tag your stacks, 15 rules did not run": /rules .* did not run/,
};

const cases: Case[] = JSON.parse(readFileSync(join(__dirname, "../../fixtures/policy-cases.json"), "utf8"));
const regional = new Set(
  rules.filter(({ category }) => category === "recovery across regions").map(({ name }) => name),
);

function matches(pattern: string, finding: string): boolean {
  const [rule, resource] = pattern.split("@");
  const [policy, name] = finding.split("@");
  return (rule === "*" || rule === policy) && (resource === "*" || resource === name);
}

/** What the findings lack, or have too many of; empty where they are right. */
function wrong({ expect: expected }: Case, { violations, undecided, notices }: Evaluation): string[] {
  const found = violations.map(({ policy, urn }) => `${policy}@${urn.split("::").slice(3).join("::")}`);
  const open = undecided.map(({ policy }) => policy);
  return [
    ...(expected.yes ?? []).filter((pattern) => !found.some((finding) => matches(pattern, finding))),
    ...(expected.no ?? []).flatMap((pattern) =>
      found.filter((finding) => matches(pattern, finding)).map((f) => `not ${f}`),
    ),
    ...(expected.undecided ?? []).filter((policy) => !open.includes(policy)).map((policy) => `undecided ${policy}`),
    ...(expected.anyOn ?? []).filter((name) => !found.some((finding) => matches(`*@${name}`, finding))),
    ...(expected.anyOf && !expected.anyOf.some((rule) => found.some((finding) => matches(`${rule}@*`, finding)))
      ? [`one of ${expected.anyOf}`]
      : []),
    ...(expected.cleanOfRegionRules
      ? found.filter((finding) => regional.has(finding.split("@")[0] ?? "")).map((f) => `not ${f}`)
      : []),
    ...(expected.cleanOfMandatory
      ? violations
          .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
          .map(({ policy, urn }) => `not mandatory ${policy}@${urn}`)
      : []),
    ...(expected.wanted ?? []).filter(
      (words) => ![...found, ...notices].some((text) => (WANTED[words] ?? /^$/).test(text)),
    ),
  ];
}

describe("policy cases", () => {
  for (const example of cases) {
    it(`${example.id}: ${example.title}`, () => {
      const graph = parseGraph([{ name: example.id, text: JSON.stringify(example.document) }]);
      const configuration = (example.configuration ?? {}) as never;
      const evaluation = evaluate(graph, example.all ? allMandatory(configuration) : configuration);
      assert.deepEqual(wrong(example, evaluation), []);
    });
  }
});
