import { createHash } from "node:crypto";
import { relative } from "node:path";
import { partsOfUrn } from "../../resources/resource";
import { defaultLevel, type Rule } from "../rule";
import { rulePage } from "../rule-page";
import type { Violation } from "../violation";
import type { Checked } from "./checked";
import { type Line, linesOfUrns } from "./source";

/** GitHub derives a rule's severity from this score: over 9 is critical, over 7 high, over 4 medium. */
const SCORES: Readonly<Record<Violation["severity"], string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

const LEVELS = { mandatory: "error", advisory: "warning" } as const;

/**
 * A log in the Static Analysis Results Interchange Format 2.1.0, for upload to code scanning. A result points to the line of the program
 * that registers the resource, where the state has it, else to the resource in the document. Undecided verdicts have the kind "open".
 */
export function renderSarif({ evaluation, sources, graph, rules, helpUriBase }: Checked): string {
  const lines = linesOfUrns(sources);
  const index = new Map(rules.map((rule, position) => [rule.name, position]));
  const at = ({ policy, urn }: { policy: string; urn: string }) => ({
    ruleId: policy,
    ruleIndex: index.get(policy),
    locations: [
      {
        physicalLocation:
          programLocation(graph.at(urn)?.record.sourcePosition) ??
          documentLocation(lines.get(urn) ?? { file: sources[0]?.file, line: 1 }),
        logicalLocations: [{ name: partsOfUrn(urn).name, fullyQualifiedName: urn, kind: "resource" }],
      },
    ],
    partialFingerprints: { "violation/v1": fingerprint(policy, urn) },
  });
  const result = (violation: Violation) => ({
    ...at(violation),
    level: LEVELS[violation.enforcementLevel],
    message: { text: violation.message },
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "redoubt", rules: rules.map((rule) => descriptor(rule, helpUriBase)) } },
        results: [
          ...evaluation.violations.map(result),
          ...evaluation.suppressed.map((suppressed) => ({
            ...result(suppressed),
            suppressions: [{ kind: "external", status: "accepted", justification: suppressed.reason }],
          })),
          ...evaluation.undecided.map((verdict) => ({
            ...at(verdict),
            kind: "open",
            level: "none",
            message: { text: `undecided: waits for ${verdict.waitsFor}` },
          })),
        ],
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function descriptor(rule: Rule, helpUriBase: string | undefined) {
  return {
    id: rule.name,
    shortDescription: { text: rule.description },
    fullDescription: { text: `${rule.description} ${rule.rationale}` },
    helpUri: rulePage(rule, helpUriBase),
    help: { text: rule.remediation, markdown: `${rule.rationale}\n\n**Remediation**: ${rule.remediation}` },
    defaultConfiguration: { level: LEVELS[defaultLevel(rule)] },
    properties: { "security-severity": SCORES[rule.severity], tags: [rule.category] },
  };
}

/** The same violation of the same resource keeps its alert from one upload to the next. */
function fingerprint(policy: string, urn: string): string {
  return createHash("sha256").update(`${policy} ${urn}`).digest("hex");
}

/** The line of the program that a state records as `project:///index.ts#12,3`. */
function programLocation(position: string | undefined) {
  const [, path, line, column] = /^project:\/\/\/([^#]+)#(\d+)(?:,(\d+))?$/.exec(position ?? "") ?? [];
  if (path === undefined) return undefined;
  const region = { startLine: Number(line), ...(column === undefined ? {} : { startColumn: Number(column) }) };
  return { artifactLocation: { uri: path }, region };
}

function documentLocation({ file, line }: Line) {
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } };
}

function uriOf(file: string | undefined): string {
  if (file === undefined) return "stdin";
  return relative(process.cwd(), file).split(/[\\/]/).map(encodeURIComponent).join("/");
}
