import { expect } from "chai";
import { MultiRegionBucket, type MultiRegionBucketArgs, type MultiRegionBucketRegion } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const regions = ["eu-west-1", "eu-central-1", "eu-north-1"];
const members: Readonly<Record<string, MultiRegionBucketRegion>> = Object.fromEntries(
  regions.map((region) => [
    region,
    { keyArn: `arn:aws:kms:${region}:123456789012:key/mrk-1`, logBucket: `logs-${region}` },
  ]),
);
const args: MultiRegionBucketArgs = {
  accountId: "123456789012",
  regions: members,
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
        members[region]?.keyArn,
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

  it("is reached through one closed access point, whose name follows from the sets of regions", async () => {
    const nameOf = async (chosen: readonly string[], formerRegions?: readonly string[]) => {
      const settings = Object.fromEntries(chosen.map((region) => [region, members[region] ?? never()]));
      const { stack } = await run({ regions: settings, formerRegions });
      const { inputs } = one(stack, "s3control/multiRegionAccessPoint:MultiRegionAccessPoint");
      return (inputs.details as { name: string }).name;
    };
    expect(await nameOf(regions)).to.equal(await nameOf(regions.toReversed()));
    expect(await nameOf(regions)).not.to.equal(await nameOf(regions.slice(1)));
    expect(await nameOf(regions, [])).to.equal(await nameOf(regions));
    // The access point of these regions from before another region was added still exists.
    expect(await nameOf(regions, ["eu-west-9"])).not.to.equal(await nameOf(regions));
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
    const single = { "eu-west-1": { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/mrk-1", logBucket: "logs" } };
    const { stack } = await run({ regions: single });
    expect(ofType(stack, "s3/bucketReplicationConfig:BucketReplicationConfig")).to.deep.equal([]);
    expect(ofType(stack, "s3control/multiRegionAccessPoint:MultiRegionAccessPoint")).to.have.length(1);
    expect(await errorOf(() => new MultiRegionBucket("documents", { ...args, regions: {} }))).to.equal(
      "documents: regions: got none; name at least one",
    );
  });

  it("makes key and log buckets where it is given regions alone", async () => {
    const { stack } = await runComponents(
      (opts) => new MultiRegionBucket("documents", { regions: ["eu-west-1", "eu-central-1"] }, opts),
    );
    expect(ofType(stack, "kms/key:Key").map(({ region }) => region)).to.deep.equal(["eu-west-1"]);
    expect(ofType(stack, "kms/replicaKey:ReplicaKey").map(({ region }) => region)).to.deep.equal(["eu-central-1"]);
    expect(ofType(stack, "s3/bucket:Bucket")).to.have.length(4);
  });

  it("leaves an existing bucket as it is, except for versioning and replication", async () => {
    const objectKey = "arn:aws:kms:eu-west-1:123456789012:key/documents";
    const { stack, optionsOf } = await run({
      regions: {
        ...members,
        "eu-west-1": { ...members["eu-west-1"], existing: { bucket: "given", keyArn: objectKey } },
      },
    });
    const changed = stack.resources.filter(({ inputs }) => inputs.bucket === "given").map(({ type }) => type);
    expect(changed).to.have.members([
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    ]);
    expect(optionsOf("s3/bucketVersioning:BucketVersioning", "documents-eu-west-1").retainOnDelete).to.equal(true);
    expect(ofType(stack, "s3/bucket:Bucket").map(({ region }) => region)).to.have.members(regions.slice(1));
    const [role] = ofType(stack, "iam/rolePolicy:RolePolicy").filter(
      ({ name }) => name === "documents-eu-west-1-replication",
    );
    expect(role?.inputs.policy).to.include(objectKey);
    const rules = one(
      stack,
      "s3/bucketReplicationConfig:BucketReplicationConfig",
      "documents-eu-central-1-replication",
    );
    expect(JSON.stringify(rules.inputs.rules)).to.include("arn:aws:s3:::given");
  });

  it("reports all invalid arguments at once", async () => {
    const wrong = { regions: { "eu-west-9": {} }, accessPointPrefix: "D", noncurrentVersionDays: 0 };
    expect(await errorOf(() => new MultiRegionBucket("documents", wrong))).to.equal(
      [
        "documents: regions: got eu-west-9; use an AWS region such as us-east-1",
        "documents: accessPointPrefix: got D; use 3 to 41 lower-case letters, digits and hyphens",
        "documents: noncurrentVersionDays: got 0; use a whole number of days from 1",
      ].join("\n"),
    );
  });
});

function never(): never {
  throw new Error("a region without settings");
}
