// Compares scanners on the cases of test/fixtures/policy-cases.json, and prints docs/policy.md's table. SCANNER is one of those below;
// PATH is its command, or the folder whose node_modules contains it. docs/policy.md has the commands that install them.
//   npx tsx bench/scanners/index.ts SCANNER=PATH...
import { resolve } from "node:path";
import { runAwsGuard } from "./awsguard";
import { compare, type Findings } from "./cases";
import { runCdkNag } from "./cdk-nag";
import { runCheckov } from "./checkov";
import { runTrivy } from "./trivy";

const SCANNERS = { awsGuard: runAwsGuard, cdkNag: runCdkNag, checkov: runCheckov, trivy: runTrivy };

async function main(chosen: readonly string[]): Promise<void> {
  console.log("| scanner | cases right | findings as expected | cases wrong |\n| --- | --- | --- | --- |");
  for (const [name = "", path = ""] of chosen.map((argument) => argument.split("="))) {
    const run: ((path: string) => Findings | Promise<Findings>) | undefined = Reflect.get(SCANNERS, name);
    if (run === undefined) throw new Error(`got ${name}; use ${Object.keys(SCANNERS).join(", ")}`);
    console.log(compare(name, name as keyof typeof SCANNERS, await run(path.includes("/") ? resolve(path) : path)));
  }
}

void main(process.argv.slice(2));
