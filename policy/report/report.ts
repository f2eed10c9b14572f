import type { Evaluation } from "../evaluate";
import { renderGithub } from "./github";
import { renderSarif } from "./sarif";
import type { Source } from "./source";
import { renderText, renderUndecided, summary } from "./text";

/** The forms of a report. */
export type Format = "text" | "json" | "sarif" | "github";

/** What goes to standard output, and what is told beside it. */
interface Report {
  report: string;
  aside: string;
}

/** The evaluation in the form asked for; for machines, the suppressed and the undecided are told aside. */
export function renderReport(evaluation: Evaluation, source: Source, format: Format): Report {
  if (format === "text") return { report: renderText(evaluation), aside: "" };
  const suppressed = evaluation.suppressed.map(({ policy, urn, reason }) => `suppressed: ${policy} ${urn}: ${reason}`);
  const aside = [...suppressed, ...renderUndecided(evaluation), summary(evaluation)].join("\n");
  return { report: machine(evaluation, source, format), aside };
}

function machine(evaluation: Evaluation, source: Source, format: Exclude<Format, "text">): string {
  switch (format) {
    case "json":
      return JSON.stringify(
        evaluation.violations.map(({ policy, enforcementLevel, severity, urn, message }) => ({
          policy,
          enforcementLevel,
          severity,
          urn,
          message,
        })),
        null,
        2,
      );
    case "sarif":
      return renderSarif(evaluation, source);
    case "github":
      return renderGithub(evaluation, source);
  }
}
