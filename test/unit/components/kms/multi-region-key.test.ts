import { expect } from "chai";
import { MultiRegionKey } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = {
  homeRegion: "eu-west-1",
  replicaRegions: ["eu-central-1", "eu-north-1"],
  description: "Documents",
  accountId: "123456789012",
};

describe("MultiRegionKey", () => {
  it("has a rotating primary in the home region and replicas with the same policy elsewhere", async () => {
    const { stack } = await runComponents((opts) => new MultiRegionKey("key", args, opts));
    const primary = one(stack, "kms/key:Key");
    expect(primary.region).to.equal("eu-west-1");
    expect(primary.inputs).to.include({ multiRegion: true, enableKeyRotation: true, deletionWindowInDays: 30 });
    const replicas = ofType(stack, "kms/replicaKey:ReplicaKey");
    expect(replicas.map(({ region }) => region)).to.have.members(args.replicaRegions);
    for (const { inputs, propertyDependencies } of replicas) {
      expect(inputs.policy).to.equal(primary.inputs.policy);
      expect(inputs.deletionWindowInDays).to.equal(30);
      expect(propertyDependencies.primaryKeyArn).to.deep.equal([primary.urn]);
    }
  });

  it("keeps a replica whose primary was lost as it is, beside a primary for further regions", async () => {
    const lost = "arn:aws:kms:us-east-1:123456789012:key/mrk-0";
    const before = { ...args, homeRegion: "us-east-1", replicaRegions: ["eu-central-1"] };
    const earlier = await runComponents((opts) => new MultiRegionKey("key", before, opts));
    const detachedReplicas = { "eu-central-1": lost };
    const { stack } = await runComponents((opts) => new MultiRegionKey("key", { ...args, detachedReplicas }, opts));
    const [kept, added] = ofType(stack, "kms/replicaKey:ReplicaKey");
    expect(kept?.urn).to.equal(one(earlier.stack, "kms/replicaKey:ReplicaKey").urn);
    expect(kept?.inputs.primaryKeyArn).to.equal(lost);
    expect(added?.propertyDependencies.primaryKeyArn).to.deep.equal([one(stack, "kms/key:Key").urn]);
  });

  it("protects every key by default, and retains it in AWS", async () => {
    const { stack, optionsOf } = await runComponents((opts) => new MultiRegionKey("key", args, opts));
    for (const type of ["kms/key:Key", "kms/replicaKey:ReplicaKey"]) {
      for (const { name } of ofType(stack, type)) {
        expect(optionsOf(type, name)).to.include({ protect: true, retainOnDelete: true });
      }
    }
  });

  it("has the ARN of each region's own key", async () => {
    const arns: string[] = [];
    await runComponents((opts) => {
      const key = new MultiRegionKey("key", { ...args, protect: false }, opts);
      for (const arn of Object.values(key.arns)) arn.apply((value) => arns.push(value.split(":")[3] ?? ""));
    });
    expect(arns).to.have.members(["eu-west-1", "eu-central-1", "eu-north-1"]);
  });
});
