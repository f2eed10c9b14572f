import { createHash } from "node:crypto";
import { relative } from "node:path";
import { rules } from "../all-rules";
import type { Evaluation } from "../evaluate";
import { defaultLevel, type Rule } from "../rule";
import type { Violation } from "../violation";
import { linesOfUrns, type Source } from "./source";

/** GitHub reads a rule's severity from this score: over 9 is critical, over 7 high, over 4 medium. */
const scores: Readonly<Record<Violation["severity"], string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

const levels = { mandatory: "error", advisory: "warning" } as const;

/** A log in the Static Analysis Results Interchange Format 2.1.0, for upload to code scanning. */
export function renderSarif(evaluation: Evaluation, source: Source): string {
  const lines = linesOfUrns(source);
  const index = new Map(rules.map((rule, position) => [rule.name, position]));
  const result = (violation: Violation) => ({
    ruleId: violation.policy,
    ruleIndex: index.get(violation.policy),
    level: levels[violation.enforcementLevel],
    message: { text: violation.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(source) },
          region: { startLine: lines.get(violation.urn) ?? 1 },
        },
        logicalLocations: [
          { name: violation.urn.split("::").at(-1), fullyQualifiedName: violation.urn, kind: "resource" },
        ],
      },
    ],
    partialFingerprints: { "violation/v1": fingerprint(violation) },
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "redoubt", rules: rules.map(descriptor) } },
        results: [
          ...evaluation.violations.map(result),
          ...evaluation.suppressed.map((suppressed) => ({
            ...result(suppressed),
            suppressions: [{ kind: "external", status: "accepted", justification: suppressed.reason }],
          })),
        ],
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function descriptor(rule: Rule) {
  return {
    id: rule.name,
    shortDescription: { text: rule.description },
    fullDescription: { text: `${rule.description} ${rule.rationale}` },
    help: { text: rule.remediation },
    defaultConfiguration: { level: levels[defaultLevel(rule)] },
    properties: { "security-severity": scores[rule.severity], tags: [rule.category] },
  };
}

/** The same violation of the same resource keeps its alert from one upload to the next. */
function fingerprint({ policy, urn }: Violation): string {
  return createHash("sha256").update(`${policy} ${urn}`).digest("hex");
}

function uriOf({ file }: Source): string {
  if (file === undefined) return "stdin";
  return relative(process.cwd(), file).split(/[\\/]/).map(encodeURIComponent).join("/");
}
