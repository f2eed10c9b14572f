// Compares scanners on the cases of test/fixtures/policy-cases.json, and prints docs/policy.md's table:
//   python3 -m venv scanners && scanners/bin/pip install checkov==3.3.30
//   npm install --prefix scanners @pulumi/awsguard@0.3.1
//   npx tsx bench/scanners/index.ts scanners/bin/checkov scanners
import { resolve } from "node:path";
import { runAwsGuard } from "./awsguard";
import { compare } from "./cases";
import { runCheckov } from "./checkov";

async function main(checkov = "checkov", awsGuardFolder = "."): Promise<void> {
  console.log("| scanner | cases right | expectations met | cases wrong |\n| --- | --- | --- | --- |");
  console.log(compare("checkov", "checkov", runCheckov(checkov)));
  console.log(compare("AWSGuard", "awsGuard", await runAwsGuard(resolve(awsGuardFolder))));
}

void main(...process.argv.slice(2));
