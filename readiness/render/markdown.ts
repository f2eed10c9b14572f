import { renderMermaid } from "../diagram/mermaid";
import type { Control, Report } from "../document";
import { count, durationRange, figure, moneyTotal, nameOf, ownTotal, referenceTotal, VERDICTS } from "./format";
import { perUnit, promotionNote } from "./sections/budget";
import { DATABASE_KINDS_HEAD } from "./sections/database-kinds";
import { conclusion } from "./sections/summary";

/**
 * The report as Markdown for a pull request: figures and findings, without the details of each resource.
 * @param base prefix of the links to the policy catalogue
 */
export function renderMarkdown(report: Report, base: string): string {
  const { budget, newStandby, failures, policies, cost, parity, diagram } = report;
  const open = policies.filter(({ verdict }) => verdict !== "passed" && verdict !== "not applicable");
  return [
    `# Readiness of ${report.project}`,
    conclusion(report),
    "## The system",
    `\`\`\`mermaid\n${renderMermaid(diagram)}\n\`\`\``,
    "## Recovery budget",
    `**${durationRange(budget.lowMinutes, budget.highMinutes)}**, against an objective of ${figure(budget.objective.rtoMinutes)} min: ${VERDICTS[budget.recoveryTime]}.${promotionNote(budget)}`,
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
        durationRange(lowMinutes, highMinutes),
        VERDICTS[verdict],
        source,
      ]),
    ),
    `An added region has the database after ${durationRange(newStandby.lowMinutes, newStandby.highMinutes)}, an estimate:`,
    rows(
      ["Part of a new standby", "Low, min", "Source"],
      newStandby.parts.map(({ title, lowMinutes, per, source }) => [title, perUnit(figure(lowMinutes), per), source]),
    ),
    "## Failure matrix",
    rows(
      ["Failure", "Detected by", "Handled by", "Automatic", "Outage", "Lost"],
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
            `[${policy}](${base}${link})`,
            verdict,
            `${severity}, ${enforcementLevel}`,
            findings.map(({ urn, message }) => `${nameOf(urn)}: ${message}`).join("<br>"),
          ]),
        )
      : "",
    "## Cost per month",
    `Standing charges at list prices: ${ownTotal(cost.total)}; ${referenceTotal(cost.total)} at ${cost.referenceRegion} prices.`,
    rows(
      ["Location", "Role", "At own prices", `At ${cost.referenceRegion} prices`],
      cost.locations.map((entry) => [entry.location, entry.role ?? "–", ownTotal(entry), referenceTotal(entry)]),
    ),
    rows(
      ["Strategy", "Standby per month", "Writes back after", "Instances to launch", "Reads during the failover"],
      cost.strategies.map(({ strategy, standbyMonthly, unknownLines, lowMinutes, highMinutes, launches, reads }) => [
        strategy,
        moneyTotal(standbyMonthly, unknownLines),
        durationRange(lowMinutes, highMinutes),
        String(launches),
        reads,
      ]),
    ),
    "## RDS replica or Aurora Global Database",
    rows(
      DATABASE_KINDS_HEAD,
      report.databaseKinds.map((entry) => [
        `${entry.kind}${entry.configured ? " (configured)" : ""}`,
        durationRange(entry.lowMinutes, entry.highMinutes),
        `up to ${figure(entry.lossMinutes)} min`,
        entry.failback,
        moneyTotal(entry.monthly, entry.unknownLines),
        entry.limits,
      ]),
    ),
    "## Parity of the regions",
    ...parity.flatMap(({ activeRegion, standbyRegion, compared, differences }) => {
      const drifted = differences.filter(({ configured }) => !configured);
      return [
        `${activeRegion} and ${standbyRegion}: ${count(compared, "resource")} compared, ${count(differences.length - drifted.length, "configured difference")}, ${count(drifted.length, "unexplained difference")}.`,
        drifted.length > 0
          ? rows(
              ["Resource", "Property", activeRegion, standbyRegion],
              drifted.map(({ resource, property, active, standby }) => [
                resource,
                property || "the whole resource",
                active,
                standby,
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
  return (
    all.map(({ control, present }) => (present ? control : `**missing: ${control}**`)).join("<br>") ||
    "nothing registered"
  );
}

/** A Markdown table. Bars and line breaks in cells are escaped, because they would break it. */
export function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, "\\|").replace(/\n/g, " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}
