import { readFileSync } from "node:fs";
import { assert } from "chai";
import type { PolicyConfiguration } from "../../policy/config";
import { estateOfPreview } from "../../policy/estate/preview";
import { evaluate } from "../../policy/evaluate";
import { runAlone } from "../support/run-program";
import { brokenStacks } from "./broken-stacks";
import { hasPulumi, previewWithPack } from "./engine-preview";

const configuration = JSON.parse(readFileSync("policy-config.json", "utf8")) as PolicyConfiguration;
const region = { "aws:region": { value: "us-east-1" } };

/** The stack's name in URNs differs from run to run: violations are the same by policy, type and name. */
function withoutStack(violation: string): string {
  const [policy = "", urn = ""] = violation.split(" ");
  return `${policy} ${urn.split("::").slice(2).join("::")}`;
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
      const { violations } = evaluate(estateOfPreview({ stacks: [previewed] }), configuration);
      const verdicts = await previewWithPack({
        project: "broken",
        stack: name.replace(/\W+/g, "-"),
        program,
        config: region,
      });
      assert.isNotEmpty(violations);
      assert.deepEqual(verdicts.errors, []);
      const told = verdicts.violations.filter((violation) => !violation.startsWith("pack-summary"));
      assert.deepEqual(
        [...new Set(told.map(withoutStack))].sort(),
        [...new Set(violations.map(({ policy, urn }) => withoutStack(`${policy} ${urn}`)))].sort(),
      );
    });
  }
});
