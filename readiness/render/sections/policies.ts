import type { PolicyVerdict, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, nameOf } from "../format";
import { badge, list, number, type Section, type Tone, table } from "../page";

const TONES: Readonly<Record<PolicyVerdict["verdict"], Tone>> = {
  violated: "bad",
  undecided: "warn",
  suppressed: "warn",
  passed: "good",
  "not applicable": "quiet",
};
const ORDER = Object.keys(TONES);

/**
 * The verdict of each policy rule.
 * @param base prefix of the links to the policy catalogue
 */
export function policiesSection({ policies }: Report, base: string): Section {
  const sorted = policies.toSorted((one, other) => ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict));
  const open = sorted.filter(({ verdict }) => verdict !== "passed" && verdict !== "not applicable");
  const rest = sorted.filter((policy) => !open.includes(policy));
  const counts = ORDER.map((verdict) => ({
    verdict,
    number: policies.filter((policy) => policy.verdict === verdict).length,
  }))
    .filter((entry) => entry.number > 0)
    .map((entry) => `${entry.number} ${entry.verdict}`);
  return {
    id: "policies",
    title: "Policies",
    html: [
      `<p>${count(policies.length, "rule")}: ${escapeHtml(counts.join(", "))}.</p>`,
      open.length > 0 ? rules("Rules that need attention", open, base) : "",
      `<details><summary>${count(rest.length, "rule")} passed or not applicable</summary>${rules("Rules passed or not applicable", rest, base)}</details>`,
    ].join(""),
  };
}

function rules(caption: string, policies: readonly PolicyVerdict[], base: string): string {
  const rows = policies.map(
    ({ policy, description, severity, enforcementLevel, verdict, evaluated, findings, link }) => [
      { html: badge(verdict, TONES[verdict]) },
      {
        html: `<a href="${escapeHtml(base + link)}">${escapeHtml(policy)}</a><br><span class="aside">${escapeHtml(description)}</span>${findings.length > 0 ? list(findings.map(({ urn, message }) => `<code>${escapeHtml(nameOf(urn))}</code> ${escapeHtml(message)}`)) : ""}`,
      },
      `${severity}, ${enforcementLevel}`,
      number(String(evaluated)),
    ],
  );
  return table(caption, ["Verdict", "Rule", "Severity, level", "Resources"], rows, "cards-when-narrow");
}
