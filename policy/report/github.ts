import type { Checked } from "./checked";
import { linesOfUrns } from "./source";

/** GitHub's workflow commands: an error for each mandatory violation, a warning for each advisory one. */
export function renderGithub({ evaluation, sources }: Checked): string {
  const lines = linesOfUrns(sources);
  return evaluation.violations
    .map(({ policy, enforcementLevel, severity, urn, message }) => {
      const command = enforcementLevel === "mandatory" ? "error" : "warning";
      const { file, line } = lines.get(urn) ?? { file: sources[0]?.file, line: 1 };
      const at = file === undefined ? [] : [`file=${property(file)}`, `line=${line}`];
      const title = `title=${property(`${policy} (${severity})`)}`;
      return `::${command} ${[...at, title].join(",")}::${data(`${message} – ${urn}`)}`;
    })
    .join("\n");
}

/** Escapes as GitHub's actions toolkit does. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
