import { expect } from "chai";
import { MultiRegionBucket, type MultiRegionBucketArgs } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const regions = ["eu-west-1", "eu-central-1", "eu-north-1"];
const args: MultiRegionBucketArgs = {
  accountId: "123456789012",
  regions: Object.fromEntries(
    regions.map((region) => [
      region,
      { keyArn: `arn:aws:kms:${region}:123456789012:key/mrk-1`, logBucket: `logs-${region}` },
    ]),
  ),
  noncurrentVersionDays: 60,
};

const run = (own: Partial<MultiRegionBucketArgs> = {}) =>
  runComponents((opts) => new MultiRegionBucket("documents", { ...args, ...own }, opts));

describe("MultiRegionBucket", () => {
  it("has in every region a bucket with the region's key and log bucket", async () => {
    const { stack } = await run();
    for (const region of regions) {
      const name = `documents-${region}`;
      expect(one(stack, "s3/bucket:Bucket", name).region).to.equal(region);
      const encryption = "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
      expect(one(stack, encryption, name).inputs).to.have.nested.property(
        "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId",
        args.regions[region]?.keyArn,
      );
      expect(one(stack, "s3/bucketLogging:BucketLogging", name).inputs.targetBucket).to.equal(`logs-${region}`);
      const lifecycle = "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
      expect(one(stack, lifecycle, name).inputs).to.have.nested.property(
        "rules[0].noncurrentVersionExpiration.noncurrentDays",
        60,
      );
    }
  });

  it("replicates from each region to all others once these are versioned", async () => {
    const { stack } = await run();
    for (const region of regions) {
      const replication = one(
        stack,
        "s3/bucketReplicationConfig:BucketReplicationConfig",
        `documents-${region}-replication`,
      );
      expect(replication.inputs.rules).to.have.length(2);
      for (const each of regions) {
        const versioning = one(stack, "s3/bucketVersioning:BucketVersioning", `documents-${each}`);
        expect(replication.dependencies, `${region} waits for ${each}`).to.include(versioning.urn);
      }
    }
  });

  it("is reached through one closed access point, whose name follows from the set of regions", async () => {
    const nameOf = async (chosen: readonly string[]) => {
      const settings = Object.fromEntries(chosen.map((region) => [region, args.regions[region] ?? never()]));
      const { stack } = await run({ regions: settings });
      const { inputs } = one(stack, "s3control/multiRegionAccessPoint:MultiRegionAccessPoint");
      return (inputs.details as { name: string }).name;
    };
    expect(await nameOf(regions)).to.equal(await nameOf(regions.toReversed()));
    expect(await nameOf(regions)).not.to.equal(await nameOf(regions.slice(1)));
  });

  it("protects its buckets, and retains a replaced access point", async () => {
    const { stack, optionsOf } = await run();
    for (const { name } of ofType(stack, "s3/bucket:Bucket")) {
      expect(optionsOf("s3/bucket:Bucket", name)).to.include({ protect: true, retainOnDelete: true });
    }
    const accessPoint = "s3control/multiRegionAccessPoint:MultiRegionAccessPoint";
    expect(optionsOf(accessPoint, "documents-access-point").retainOnDelete).to.equal(true);
  });

  it("replicates nothing with a single region, and refuses none", async () => {
    const single = { "eu-west-1": { keyArn: "arn", logBucket: "logs" } };
    const { stack } = await run({ regions: single });
    expect(ofType(stack, "s3/bucketReplicationConfig:BucketReplicationConfig")).to.deep.equal([]);
    expect(ofType(stack, "s3control/multiRegionAccessPoint:MultiRegionAccessPoint")).to.have.length(1);
    expect(await errorOf(() => new MultiRegionBucket("documents", { ...args, regions: {} }))).to.equal(
      "documents: regions: got none; name at least one",
    );
  });
});

function never(): never {
  throw new Error("a region without settings");
}
