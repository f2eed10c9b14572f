import type { Checked } from "./checked";
import { renderGithub } from "./github";
import { renderJson, renderViolations } from "./json";
import { renderJunit } from "./junit";
import { renderSarif } from "./sarif";
import { renderAside, renderText } from "./text";

/** The formats of a report. `violations` is one JSON array; `json` an object with what else there is. */
export type Format = "text" | "json" | "violations" | "sarif" | "github" | "junit";

interface Report {
  /** For standard output. */
  report: string;
  /** For standard error: for formats that machines read, what they have no place for. */
  aside: string;
}

/** The result in a format. */
export function renderReport(checked: Checked, format: Format): Report {
  if (format === "text") return { report: renderText(checked.evaluation, checked), aside: "" };
  const renderers = {
    json: renderJson,
    violations: renderViolations,
    sarif: renderSarif,
    github: renderGithub,
    junit: renderJunit,
  };
  return { report: renderers[format](checked), aside: renderAside(checked.evaluation, checked) };
}
