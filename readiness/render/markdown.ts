import { renderMermaid } from "../diagram/mermaid";
import type { Control, Report } from "../document";
import { count, dollars, figure, nameOf, span, sum, verdicts } from "./format";
import { room } from "./sections/budget";
import { answer } from "./sections/summary";

/** The report for a pull request: its figures and findings, without the details of every resource. */
export function renderMarkdown(report: Report): string {
  const { budget, failures, policies, cost, parity, diagram } = report;
  const open = policies.filter(({ verdict }) => verdict !== "passed" && verdict !== "not applicable");
  return [
    `# Readiness of ${report.project}`,
    answer(report),
    "## The system",
    `\`\`\`mermaid\n${renderMermaid(diagram)}\n\`\`\``,
    "## Recovery budget",
    `**${span(budget.lowMinutes, budget.highMinutes)}**, against an objective of ${figure(budget.objective.rtoMinutes)} min: ${verdicts[budget.recoveryTime]}.${room(budget)}`,
    rows(
      ["Step", "Phase", "Low, min", "High, min", "Critical", "Source"],
      budget.steps.map(({ title, phase, lowMinutes, highMinutes, critical, source }) => [
        title,
        phase,
        lowMinutes === null ? "∞" : figure(lowMinutes),
        highMinutes === null ? "no bound" : figure(highMinutes),
        critical ? "yes" : "",
        source,
      ]),
    ),
    rows(
      ["Store", "May be lost", "Objective", "Source"],
      budget.dataLoss.map(({ store, lowMinutes, highMinutes, verdict, source }) => [
        store,
        span(lowMinutes, highMinutes),
        verdicts[verdict],
        source,
      ]),
    ),
    "## Failure matrix",
    rows(
      ["Failure", "Detected by", "Handled by", "By itself", "Outage", "Lost"],
      failures.map(({ title, detectedBy, handledBy, automatic, outage, lost }) => [
        title,
        controls(detectedBy),
        controls(handledBy),
        automatic,
        outage,
        lost,
      ]),
    ),
    "## Policies",
    `${count(policies.length, "rule")}, ${policies.filter(({ verdict }) => verdict === "violated").length} violated, ${policies.filter(({ verdict }) => verdict === "undecided").length} undecided.`,
    open.length > 0
      ? rows(
          ["Rule", "Verdict", "Severity, level", "Findings"],
          open.map(({ policy, link, verdict, severity, enforcementLevel, findings }) => [
            `[${policy}](${link})`,
            verdict,
            `${severity}, ${enforcementLevel}`,
            findings.map(({ urn, message }) => `${nameOf(urn)}: ${message}`).join("<br>"),
          ]),
        )
      : "",
    "## Cost a month",
    `Standing charges at list prices: ${sum(cost.total)}; ${dollars(cost.total.atReference)} at ${cost.referenceRegion} prices.`,
    rows(
      ["Place", "Role", "Known", "Lines unknown", `At ${cost.referenceRegion} prices`],
      cost.places.map(({ place, role, known, unknownLines, atReference }) => [
        place,
        role ?? "–",
        dollars(known),
        String(unknownLines),
        dollars(atReference),
      ]),
    ),
    rows(
      ["Strategy", "Standby a month", "Until writes", "Launches on the day", "Reads meanwhile"],
      cost.strategies.map(({ strategy, standbyMonthly, lowMinutes, highMinutes, launches, reads }) => [
        strategy,
        dollars(standbyMonthly),
        span(lowMinutes, highMinutes),
        String(launches),
        reads,
      ]),
    ),
    "## Drift of the parity",
    ...parity.flatMap(({ region, counterpart, compared, differences }) => {
      const drifted = differences.filter(({ configured }) => !configured);
      return [
        `${region} and ${counterpart}: ${count(compared, "resource")} compared, ${count(differences.length - drifted.length, "configured difference")}, ${count(drifted.length, "unexplained one")}.`,
        drifted.length > 0
          ? rows(
              ["Resource", "Property", region, counterpart],
              drifted.map(({ resource, property, here, there }) => [
                resource,
                property || "the whole resource",
                here,
                there,
              ]),
            )
          : "",
      ];
    }),
  ]
    .filter((block) => block !== "")
    .join("\n\n")
    .concat("\n");
}

function controls(all: readonly Control[]): string {
  return all.map(({ what, present }) => (present ? what : `**missing: ${what}**`)).join("<br>") || "nothing registered";
}

/** A table; a bar or a line's end inside a cell would break it. */
export function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, "\\|").replace(/\n/g, " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}
