import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { comparedCases, type Findings, RESOURCES } from "./cases";
import { templateOf } from "./cloudformation";

interface Pack {
  validateScope(scope: unknown): { violations: readonly { ruleName: string }[] };
}

/** The packs whose rules ours name. */
const PACKS = ["AwsSolutionsChecks", "HIPAASecurityChecks", "NIST80053R5Checks", "PCIDSS321Checks"];

/** What cdk-nag reports of the cases as CloudFormation templates, included in a CDK stack each. */
export function runCdkNag(folder: string): Findings {
  const load = createRequire(join(folder, "package.json"));
  const { App, Stack } = load("aws-cdk-lib");
  const { CfnInclude } = load("aws-cdk-lib/cloudformation-include");
  const packs: readonly Pack[] = PACKS.map((name) => new (load("cdk-nag")[name])());
  const templates = mkdtempSync(join(tmpdir(), "redoubt-scanners-"));
  const findings = new Set<string>();
  const cases = new Set<string>();
  try {
    const app = new App({ analyticsReporting: false });
    for (const id of comparedCases("cdkNag")) {
      const template = templateOf(RESOURCES.get(id) ?? []);
      if (template === undefined) continue;
      cases.add(id);
      const templateFile = join(templates, `${id}.json`);
      writeFileSync(templateFile, JSON.stringify(template));
      const stack = new Stack(app, id);
      new CfnInclude(stack, "Template", { templateFile });
      for (const { ruleName } of packs.flatMap((pack) => pack.validateScope(stack).violations)) {
        // Some rules report each finding on its own: AwsSolutions-IAM5[Resource::*].
        findings.add(`${id} ${ruleName.replace(/\[.*$/, "")}`);
      }
    }
    return { reported: findings, cases };
  } finally {
    rmSync(templates, { recursive: true });
  }
}
