import type { Evaluation } from "../evaluate";
import { linesOfUrns, type Source } from "./source";

/** GitHub's workflow commands: an error for each mandatory violation, a warning for each advisory one. */
export function renderGithub({ violations }: Evaluation, source: Source): string {
  const lines = linesOfUrns(source);
  return violations
    .map(({ policy, enforcementLevel, severity, urn, message }) => {
      const command = enforcementLevel === "mandatory" ? "error" : "warning";
      const at = source.file === undefined ? [] : [`file=${property(source.file)}`, `line=${lines.get(urn) ?? 1}`];
      const title = `title=${property(`${policy} (${severity})`)}`;
      return `::${command} ${[...at, title].join(",")}::${data(`${message} – ${urn}`)}`;
    })
    .join("\n");
}

/** Escapes as the runner's toolkit does. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
