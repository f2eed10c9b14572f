import type { PolicyVerdict, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, nameOf } from "../format";
import { badge, list, number, type Section, type Tone, table } from "../page";

const tones: Readonly<Record<PolicyVerdict["verdict"], Tone>> = {
  violated: "bad",
  undecided: "warn",
  suppressed: "warn",
  passed: "good",
  "not applicable": "quiet",
};
const order = Object.keys(tones);

/**
 * The pack's verdict, rule by rule.
 * @param base what the rules' links begin with, to lead from the page to the project's folder
 */
export function policiesSection({ policies }: Report, base: string): Section {
  const sorted = policies.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  const open = sorted.filter(({ verdict }) => verdict !== "passed" && verdict !== "not applicable");
  const rest = sorted.filter((policy) => !open.includes(policy));
  const counts = order
    .map((verdict) => ({ verdict, number: policies.filter((policy) => policy.verdict === verdict).length }))
    .filter((entry) => entry.number > 0)
    .map((entry) => `${entry.number} ${entry.verdict}`);
  return {
    id: "policies",
    title: "Policies",
    html: [
      `<p>${count(policies.length, "rule")}: ${escapeHtml(counts.join(", "))}.</p>`,
      open.length > 0 ? rules("Rules that ask for attention", open, base) : "",
      `<details><summary>${count(rest.length, "rule")} passed or not applicable</summary>${rules("Rules passed or not applicable", rest, base)}</details>`,
    ].join(""),
  };
}

function rules(caption: string, policies: readonly PolicyVerdict[], base: string): string {
  const rows = policies.map(({ policy, description, severity, enforcementLevel, verdict, judged, findings, link }) => [
    { html: badge(verdict, tones[verdict]) },
    {
      html: `<a href="${escapeHtml(base + link)}">${escapeHtml(policy)}</a><br><span class="aside">${escapeHtml(description)}</span>${findings.length > 0 ? list(findings.map(({ urn, message }) => `<code>${escapeHtml(nameOf(urn))}</code> ${escapeHtml(message)}`)) : ""}`,
    },
    `${severity}, ${enforcementLevel}`,
    number(String(judged)),
  ]);
  return table(caption, ["Verdict", "Rule", "Severity, level", "Judged"], rows, "cards-when-narrow");
}
