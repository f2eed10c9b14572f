import { subjects } from "../evaluate";
import type { Checked } from "../report/checked";
import type { Rule } from "../rule";

/** The frameworks that a report can follow. */
export const FRAMEWORKS = ["cis", "nist-800-53", "pci-dss", "security-hub"] as const;

export type Framework = (typeof FRAMEWORKS)[number];

/** The frameworks by their titles. */
export const TITLES: Readonly<Record<Framework, string>> = {
  cis: "CIS AWS Foundations Benchmark v3.0.0",
  "nist-800-53": "NIST SP 800-53 Revision 5 (rule pack of cdk-nag)",
  "pci-dss": "PCI DSS 3.2.1 (rule pack of cdk-nag)",
  "security-hub": "AWS Security Hub",
};

/** The recommendations of the CIS benchmark behind controls of Security Hub; from the Security Hub User Guide, "CIS AWS Foundations". */
const CIS_OF_SECURITY_HUB: Readonly<Record<string, string>> = {
  "IAM.1": "1.16",
  "S3.5": "2.1.1",
  "S3.20": "2.1.2",
  "S3.1": "2.1.4",
  "S3.8": "2.1.4",
  "EC2.7": "2.2.1",
  "RDS.3": "2.3.1",
  "RDS.2": "2.3.3",
  "EFS.1": "2.4.1",
  "KMS.4": "3.6",
  "EC2.6": "3.7",
  "EC2.53": "5.2",
  "EC2.54": "5.3",
  "EC2.2": "5.4",
  "EC2.8": "5.6",
};

/** The identifiers of a framework's controls that a rule checks. */
export function controlsOf(framework: Framework, { frameworks }: Rule): string[] {
  const { securityHub = [], cdkNag = [] } = frameworks;
  switch (framework) {
    case "security-hub":
      return [...securityHub];
    case "cis":
      return securityHub.flatMap((control) => CIS_OF_SECURITY_HUB[control] ?? []);
    case "nist-800-53":
      return withPrefix(cdkNag, "NIST.800.53.R5-");
    case "pci-dss":
      return withPrefix(cdkNag, "PCI.DSS.321-");
  }
}

function withPrefix(identifiers: readonly string[], prefix: string): string[] {
  return identifiers.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length));
}

/** The result by the controls of a framework: violated, undecided, passed, or without resources to check. */
export function renderFramework(framework: Framework, { evaluation, graph, rules }: Checked): string {
  const byControl = new Map<string, Set<Rule>>();
  for (const rule of rules) {
    for (const control of new Set(controlsOf(framework, rule))) {
      byControl.set(control, (byControl.get(control) ?? new Set()).add(rule));
    }
  }
  const collator = new Intl.Collator("en", { numeric: true });
  const rows = [...byControl]
    .sort(([one], [other]) => collator.compare(one, other))
    .map(([control, own]) => {
      const names = [...own].map(({ name }) => name);
      const count = (found: readonly { policy: string }[]) =>
        found.filter(({ policy }) => names.includes(policy)).length;
      const violated = count(evaluation.violations);
      const undecided = count(evaluation.undecided);
      const subjectCount = [...own].reduce((sum, rule) => sum + subjects(rule, graph).length, 0);
      const verdict =
        violated > 0
          ? `violated (${violated})`
          : undecided > 0
            ? `undecided (${undecided})`
            : subjectCount > 0
              ? "passed"
              : "no resources";
      return `| ${control} | ${verdict} | ${names.join(", ")} |`;
    });
  return [
    `# ${TITLES[framework]}`,
    "",
    "Controls that a rule of this pack checks. The benchmark has others, which need a look at the account itself.",
    "",
    "| control | verdict | rules |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
}
