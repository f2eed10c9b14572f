import { expect } from "chai";
import { ofType } from "../../support/preview";
import { runAlone } from "../../support/run-program";

describe("examples/replicated-bucket", () => {
  it("registers two buckets that replicate to each other, and nothing of the other components", async () => {
    const stack = await runAlone(async () => require("../../../examples/replicated-bucket"));
    expect(
      ofType(stack, "s3/bucketReplicationConfig:BucketReplicationConfig").map(({ region }) => region),
    ).to.have.members(["eu-west-1", "eu-central-1"]);
    const components = new Set(stack.resources.map(({ type }) => type).filter((type) => type.startsWith("redoubt:")));
    expect([...components]).to.have.members([
      "redoubt:index:MultiRegionKey",
      "redoubt:index:LogBucket",
      "redoubt:index:MultiRegionBucket",
      "redoubt:index:BucketReplication",
    ]);
  });
});
