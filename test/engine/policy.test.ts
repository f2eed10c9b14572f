import { readFileSync } from "node:fs";
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

/** The stack's name in URNs differs from run to run: violations are the same by policy, type and name. */
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
    it(`says of ${name} what it says in process`, async () => {
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
      const told = withoutSummary(verdicts);
      assert.deepEqual(
        [...new Set(told.map(withoutStack))].sort(),
        [...new Set(violations.map(({ policy, urn }) => withoutStack(`${policy} ${urn}`)))].sort(),
      );
    });
  }

  // Not the edge: the local AWS's provider takes its alias records, whose targets are other stacks' outputs, for records without one.
  for (const name of ["global", "prod", "dr"]) {
    it(`says of the program's stack ${name} what it says of it in process`, async () => {
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
      // Of all that the engine has, also of what lies within the network.
      assert.deepEqual(verdicts.mandatory, []);
      // The engine expands the network, which is one node in process: compared is what both have.
      const both = new Set(own.flatMap(({ resources }) => resources).map(({ urn }) => urn));
      const told = withoutSummary(verdicts).filter((violation) => both.has(violation.split(" ")[1] ?? ""));
      const { violations } = evaluate(graphOfPreview({ stacks: own }), configuration);
      assert.deepEqual(
        [...new Set(told)].sort(),
        [...new Set(violations.map(({ policy, urn }) => `${policy} ${urn}`))].sort(),
      );
    });
  }
});
