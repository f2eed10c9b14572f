import { expect } from "chai";
import { destroy } from "../../../../automation";
import { retiredAccessPoints } from "../../../../automation/reconcile/retired-access-points";
import { withUnreachableAws } from "../../../support/aws-endpoint";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { writeProject } from "../../../support/project";

const urn = (type: string) => `urn:pulumi:global::redoubt::${type}::objects`;
const POINT = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";
const BUCKET = "aws:s3/bucket:Bucket";
const point = { urn: urn(POINT), type: POINT, id: "123456789012:redoubt-0a0a0a0a" };
const bucket = { urn: urn(BUCKET), type: BUCKET, id: "objects-1" };

describe("automation/reconcile/retired-access-points", () => {
  withUnreachableAws();

  it("calls nothing where there is no access point, or no bucket is deleted", async () => {
    expect(await retiredAccessPoints("redoubt", [bucket], [bucket])).to.deep.equal([]);
    expect(await retiredAccessPoints("redoubt", [point, bucket], [])).to.deep.equal([]);
  });

  it("stop a destruction before the global stack when they cannot be read", async () => {
    const answers = {
      "stack export": { stdout: JSON.stringify({ version: 3, deployment: { resources: [point, bucket] } }) },
    };
    const project = writeProject({ "redoubt:protect": false });
    await withFakePulumi({ stacks: { global: 5, prod: 5, dr: 5, edge: 5 }, answers }, async (commands) => {
      const { stacks, succeeded } = await destroy({ project });
      expect(succeeded).to.equal(false);
      expect(stacks.map(({ stack, state }) => `${stack} ${state}`)).to.include("global failed");
      expect(commands().filter((line) => line.startsWith("destroy"))).to.deep.equal([
        "destroy edge",
        "destroy dr",
        "destroy prod",
      ]);
    });
  });
});
