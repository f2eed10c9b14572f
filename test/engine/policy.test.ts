import { readFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import { assert } from "chai";
import type { PolicyConfiguration } from "../../policy/config";
import { evaluate } from "../../policy/evaluate";
import { graphOfPreview } from "../../resources/from-preview";
import { configMap, previewed } from "../support/preview";
import { runAlone } from "../support/run-program";
import { brokenStacks } from "./broken-stacks";
import { type EngineVerdicts, giveOutputs, hasPulumi, previewWithPack } from "./engine-preview";

import program = require("../../index");

const configuration = JSON.parse(readFileSync("policy-config.json", "utf8")) as PolicyConfiguration;
const region = { "aws:region": { value: "us-east-1" } };

/** A violation without the stack's name, which differs between runs. */
function withoutStack(violation: string): string {
  const [policy = "", urn = ""] = violation.split(" ");
  return `${policy} ${urn.split("::").slice(2).join("::")}`;
}

function withoutSummary({ violations }: EngineVerdicts): string[] {
  return violations.filter((violation) => !violation.startsWith("pack-summary"));
}

describe("the pack under the real engine", () => {
  before(function () {
    if (hasPulumi()) return;
    console.log("      skipped: the Pulumi CLI is not on PATH");
    this.skip();
  });

  for (const [name, program] of Object.entries(brokenStacks)) {
    it(`reports the same as in process: ${name}`, async () => {
      const previewed = await runAlone(program as () => Promise<undefined>);
      const { violations } = evaluate(graphOfPreview({ stacks: [previewed] }), configuration);
      const verdicts = await previewWithPack({
        project: "broken",
        stack: name.replace(/\W+/g, "-"),
        program,
        config: region,
      });
      assert.isNotEmpty(violations);
      assert.deepEqual(verdicts.errors, []);
      const reported = withoutSummary(verdicts);
      assert.deepEqual(
        [...new Set(reported.map(withoutStack))].sort(),
        [...new Set(violations.map(({ policy, urn }) => withoutStack(`${policy} ${urn}`)))].sort(),
      );
    });
  }

  // Without the edge stack: the local AWS's provider treats its alias records, whose targets are outputs of other stacks, as having none.
  for (const name of ["global", "prod", "dr"]) {
    it(`reports the same as in process: stack ${name} of the program`, async () => {
      const { stacks } = await previewed();
      const own = stacks.filter(({ stack }) => stack === name);
      for (const { stack, outputs } of stacks) if (stack !== name) await giveOutputs("redoubt", stack, outputs);
      const config = Object.entries({ ...configMap({}), "aws:region": "us-east-1" });
      const verdicts = await previewWithPack({
        project: "redoubt",
        stack: name,
        program,
        config: Object.fromEntries(config.map(([key, value]) => [key, { value }])),
      });
      assert.deepEqual(verdicts.errors, []);
      // Includes the resources inside the network.
      assert.deepEqual(verdicts.mandatory, []);
      // The engine expands the network, which is one resource in process, so only common resources are compared.
      const both = new Set(own.flatMap(({ resources }) => resources).map(({ urn }) => urn));
      const reported = withoutSummary(verdicts).filter((violation) => both.has(violation.split(" ")[1] ?? ""));
      const { violations } = evaluate(graphOfPreview({ stacks: own }), configuration);
      assert.deepEqual(
        [...new Set(reported)].sort(),
        [...new Set(violations.map(({ policy, urn }) => `${policy} ${urn}`))].sort(),
      );
    });
  }

  it("sets what rules require at the level remediate, and reports nothing of it", async () => {
    const verdicts = await previewWithPack({
      project: "remediated",
      stack: "remediated",
      program: async () => {
        new aws.s3.BucketPublicAccessBlock("files", { bucket: "files" });
        new aws.ec2.LaunchTemplate("web", { imageId: "ami-0", instanceType: "m6g.large" });
      },
      config: region,
      packConfig: { "s3-block-public-acls": "remediate", "ec2-imdsv2": "remediate" },
    });
    assert.deepEqual(verdicts.errors, []);
    const names = verdicts.violations.map((violation) => violation.split(" ")[0]);
    assert.notInclude(names, "s3-block-public-acls");
    assert.notInclude(names, "ec2-imdsv2");
    assert.include(names, "s3-block-public-policy");
    const changed = new Map([...verdicts.remediations].map(([urn, after]) => [urn.split("::").at(-1), after]));
    assert.deepEqual(changed.get("files"), { bucket: "files", blockPublicAcls: true });
    assert.deepInclude(changed.get("web"), { instanceType: "m6g.large", metadataOptions: { httpTokens: "required" } });
  });
});
