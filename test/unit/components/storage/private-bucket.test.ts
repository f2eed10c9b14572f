import { expect } from "chai";
import { AlarmTopic } from "../../../../components";
import { type PrivateBucketArgs, privateBucket } from "../../../../components/storage/private-bucket";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args: PrivateBucketArgs = {
  region: "us-east-1",
  encryption: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
  objectOwnership: "BucketOwnerEnforced",
  expiry: { id: "expire", expiration: { days: 30 } },
};

const run = (own: Partial<PrivateBucketArgs> = {}) =>
  runComponents((opts) => {
    const parent = new AlarmTopic("alarms", { region: "us-east-1", accountId: "1", keyArn: "arn" }, opts);
    privateBucket("files", { ...args, ...own }, parent);
  });

describe("privateBucket", () => {
  it("is versioned and closed to the public", async () => {
    const { stack } = await run();
    expect(one(stack, "s3/bucketVersioning:BucketVersioning").inputs.versioningConfiguration).to.deep.equal({
      status: "Enabled",
    });
    expect(one(stack, "s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("sets its policy after the public access block, because S3 refuses concurrent changes", async () => {
    const { stack } = await run();
    const policy = one(stack, "s3/bucketPolicy:BucketPolicy");
    expect(policy.dependencies).to.include(one(stack, "s3/bucketPublicAccessBlock:BucketPublicAccessBlock").urn);
  });

  it("denies requests without TLS, in addition to the given statements", async () => {
    const { stack } = await run({
      statements: (resources) => [
        { principal: { Service: "example.amazonaws.com" }, actions: "s3:PutObject", resources },
      ],
    });
    const [tls, own] = policyOf(one(stack, "s3/bucketPolicy:BucketPolicy")).Statement;
    expect(tls).to.deep.include({ Sid: "TlsOnly", Effect: "Deny", Action: "s3:*" });
    expect(tls?.Resource).to.have.length(2);
    expect(own?.Principal).to.deep.equal({ Service: "example.amazonaws.com" });
  });

  it("removes incomplete uploads, in addition to the given expiry", async () => {
    const { stack } = await run();
    expect(one(stack, "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules).to.deep.equal([
      {
        id: "expire",
        status: "Enabled",
        filter: {},
        expiration: { days: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("is emptied on deletion only in a stack that is meant to be destroyed", async () => {
    const guarded = await run();
    expect(one(guarded.stack, "s3/bucket:Bucket").inputs.forceDestroy).to.equal(false);
    expect(guarded.optionsOf("s3/bucket:Bucket", "files")).to.include({ protect: true, retainOnDelete: true });
    const temporary = await run({ protect: false });
    expect(one(temporary.stack, "s3/bucket:Bucket").inputs.forceDestroy).to.equal(true);
    expect(temporary.optionsOf("s3/bucket:Bucket", "files")).to.include({ protect: false, retainOnDelete: false });
  });

  it("lets the caller change each resource", async () => {
    const { stack } = await run({ transform: { bucket: { objectLockEnabled: true } } });
    expect(one(stack, "s3/bucket:Bucket").inputs.objectLockEnabled).to.equal(true);
  });
});
