import type { Checked } from "./checked";

/** JUnit's XML: a suite for each rule with findings, a failure for each violation, and what is undecided or suppressed as skipped. */
export function renderJunit({ evaluation }: Checked): string {
  const { violations, undecided, suppressed } = evaluation;
  const cases = [
    ...violations.map(({ policy, urn, message, severity }) => ({
      policy,
      failed: true,
      text: testCase(policy, urn, `<failure type="${severity}" message="${escapeXml(message)}"/>`),
    })),
    ...suppressed.map(({ policy, urn, reason }) => ({
      policy,
      failed: false,
      text: testCase(policy, urn, `<skipped message="${escapeXml(`suppressed: ${reason}`)}"/>`),
    })),
    ...undecided.map(({ policy, urn, waitsFor }) => ({
      policy,
      failed: false,
      text: testCase(policy, urn, `<skipped message="${escapeXml(`undecided: waits for ${waitsFor}`)}"/>`),
    })),
  ];
  const suites = [...new Set(cases.map(({ policy }) => policy))].sort().map((name) => {
    const own = cases.filter(({ policy }) => policy === name);
    const failures = own.filter(({ failed }) => failed).length;
    const head = `<testsuite name="${name}" tests="${own.length}" failures="${failures}" skipped="${own.length - failures}">`;
    return [`  ${head}`, ...own.map(({ text }) => text), "  </testsuite>"].join("\n");
  });
  const totals = `tests="${cases.length}" failures="${violations.length}" skipped="${cases.length - violations.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="redoubt check" ${totals}>`,
    ...suites,
    "</testsuites>",
  ].join("\n");
}

function testCase(policy: string, urn: string, outcome: string): string {
  return `    <testcase classname="${policy}" name="${escapeXml(urn)}">${outcome}</testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for an attribute. Control characters, which XML 1.0 has no form for, become spaces. */
function escapeXml(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
