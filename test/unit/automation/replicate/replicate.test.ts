import { expect } from "chai";
import { replicate } from "../../../../automation";
import { objectCopies } from "../../../../automation/replicate/replicate";
import { objectCopyLine } from "../../../../cli/commands/lost/replicate";
import { parseConfig } from "../../../../config/parse";
import { userErrorOf } from "../../../support/deployed-project";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { configMap } from "../../../support/preview";
import { writeProject } from "../../../support/project";

describe("automation/replicate", () => {
  it("is refused before a bucket replicates", async () => {
    const project = writeProject();
    const message = /^replicate: us-east-1 has no bucket that replicates; add a region/;
    await withFakePulumi({ stacks: {} }, async () => {
      expect(await userErrorOf(() => replicate({ project }))).to.match(message);
    });
    const answers = { "stack output global": { stdout: JSON.stringify({ bucketArns: { "us-east-1": "arn:a" } }) } };
    await withFakePulumi({ stacks: { global: 1 }, answers }, async () => {
      expect(await userErrorOf(() => replicate({ project }))).to.match(message);
    });
  });

  it("reads nothing of lost regions", async () => {
    const config = parseConfig(configMap({ activeRegion: "us-west-1", lost: ["us-east-1"] }));
    const only = { "us-east-1": "arn:aws:iam::123456789012:role/batch" };
    expect(
      await objectCopies(config, { batchReplicationRoleArns: only, bucketArns: { "us-east-1": "arn:aws:s3:::a" } }),
    ).to.deep.equal([]);
  });

  it("is shown as a line", () => {
    const job = { id: "j", status: "Active", total: 10, succeeded: 4, failed: 0 };
    const lineOf = (shown: Parameters<typeof objectCopyLine>[0]["job"]) =>
      objectCopyLine({ region: "us-west-1", job: shown });
    expect(lineOf(job)).to.equal("objects of us-west-1: job j Active, 4 of 10 replicated");
    expect(lineOf({ ...job, failed: 2 })).to.match(/replicated, 2 failed$/);
    expect([lineOf(null), lineOf("denied")]).to.deep.equal([
      "objects of us-west-1: no job",
      "objects of us-west-1: unknown: denied",
    ]);
  });
});
