import * as ssm from "@pulumi/aws/ssm";
import { expect } from "chai";
import { LogBucket, type LogBucketArgs } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = { region: "us-east-1", accountId: "123456789012", logRetentionDays: 400 };

const run = (own: Partial<LogBucketArgs> = {}) =>
  runComponents((opts) => {
    const logs = new LogBucket("logs", { ...args, ...own }, opts);
    new ssm.Parameter("reader", { type: "String", value: logs.domainName }, opts);
  });

describe("LogBucket", () => {
  it("is encrypted with S3's own key, because load balancers cannot use another", async () => {
    const { stack } = await run();
    expect(
      one(stack, "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "logs").inputs
        .rules,
    ).to.deep.equal([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
  });

  it("keeps logs for the configured days", async () => {
    const { stack } = await run();
    const { inputs } = one(stack, "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "logs");
    expect(inputs).to.have.nested.property("rules[0].expiration.days", 400);
  });

  it("accepts deliveries of load balancers and buckets only", async () => {
    const { stack } = await run();
    const { Statement } = policyOf(one(stack, "s3/bucketPolicy:BucketPolicy", "logs"));
    const allowed = Statement.filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Principal, Action }) => [Principal, Action])).to.deep.equal([
      [{ Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, "s3:PutObject"],
      [{ Service: "logging.s3.amazonaws.com" }, "s3:PutObject"],
    ]);
  });

  it("permits access-control lists only where CloudFront delivers to it", async () => {
    for (const [cloudFront, objectOwnership] of [
      [false, "BucketOwnerEnforced"],
      [true, "BucketOwnerPreferred"],
    ] as const) {
      const { stack } = await run({ cloudFront });
      const { inputs } = one(stack, "s3/bucketOwnershipControls:BucketOwnershipControls", "logs");
      expect(inputs.rule).to.deep.equal({ objectOwnership });
    }
  });

  it("hands out its domain name once its ownership controls are set, without which CloudFront is refused", async () => {
    const { stack } = await run({ cloudFront: true });
    const controls = one(stack, "s3/bucketOwnershipControls:BucketOwnershipControls", "logs");
    expect(one(stack, "ssm/parameter:Parameter").propertyDependencies.value).to.include(controls.urn);
  });
});
