import { expect } from "chai";
import { deploy, preview } from "../../../automation";
import { withUnreachableAws } from "../../support/aws-endpoint";
import { withFakePulumi } from "../../support/fake-pulumi";
import { writeProject } from "../../support/project";

describe("automation/operations while the global stack lacks a region that was added", () => {
  const project = writeProject();
  withUnreachableAws();
  const stacks = { global: 5, prod: 5, dr: 5, edge: 5 };
  const answers = { "stack output global": { stdout: JSON.stringify({ bucketArns: { "us-east-1": "arn" } }) } };

  it("previews the global stack; deployed stacks of regions are waiting for its update", async () => {
    await withFakePulumi({ stacks, answers }, async (commands) => {
      const result = await preview({ project });
      expect(result.stacks.map(({ state }) => state)).to.deep.equal(["succeeded", "waiting", "waiting", "succeeded"]);
      expect(result.succeeded).to.equal(true);
      expect(result.stacks[1]?.reason).to.equal(
        "reads stack global, which has no outputs of us-west-1 yet; preview it again after its update",
      );
      expect(commands()).to.not.include("preview prod");
    });
  });

  it("refuses to update a region alone, and updates it after the global stack", async () => {
    await withFakePulumi({ stacks, answers }, async (commands) => {
      const result = await deploy({ project, stack: "dr" });
      expect(result.succeeded).to.equal(false);
      expect(result.stacks[0]?.reason).to.equal(
        "reads stack global, which has no outputs of us-west-1 yet; run redoubt up without --stack",
      );
      expect(commands()).to.not.include("up dr");
      expect((await deploy({ project })).succeeded).to.equal(true);
    });
  });
});
