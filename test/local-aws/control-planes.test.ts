import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ListMultiRegionAccessPointsCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { expect } from "chai";
import { callLocalAws } from "./call";
import { callsTo, outage, resetCalls } from "./outage";

const region = "us-west-1";
const Bucket = "depends-on-us-east-1";

describe("control planes of the local AWS", () => {
  const s3 = new S3Client({ region, forcePathStyle: true, maxAttempts: 1 });
  const Tagging = { TagSet: [{ Key: "role", Value: "standby" }] };

  before(() => s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } })));
  afterEach(() => outage({}));
  after(() => s3.send(new DeleteBucketCommand({ Bucket })));

  it("configure no bucket, access point, load balancer or interface endpoint of any region while us-east-1 is out", async () => {
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
    await outage({ regions: ["us-east-1"], mode: "error" });
    await resetCalls();
    const other = { Bucket: "another", CreateBucketConfiguration: { LocationConstraint: region } } as const;
    const denied: (() => Promise<unknown>)[] = [
      () => s3.send(new PutBucketTaggingCommand({ Bucket, Tagging })),
      () => s3.send(new CreateBucketCommand(other)),
      () => s3.send(new DeleteBucketCommand({ Bucket })),
      () => callLocalAws("POST", "/v20180820/async-requests/mrap/create", "s3/us-west-2", "<x/>"),
      () => callLocalAws("POST", "/", `elasticloadbalancing/${region}`, "Action=CreateLoadBalancer&Name=tier"),
      () => callLocalAws("POST", "/", `ec2/${region}`, "Action=CreateVpcEndpoint&VpcEndpointType=Interface"),
    ];
    for (const call of denied) {
      const error = await call().then(() => undefined, String);
      expect(error, call.toString()).to.match(/503|ServiceUnavailable|the region is out/);
    }
    expect(await callsTo("us-east-1"), "a call belongs to its own region").to.deep.equal([]);
  });

  it("read everything, and serve objects, in the meantime", async () => {
    await outage({ regions: ["us-east-1"], mode: "error" });
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    expect(TagSet).to.deep.equal(Tagging.TagSet);
    await s3.send(new PutObjectCommand({ Bucket, Key: "report", Body: "1" }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "report" }));
    expect(await Body?.transformToString()).to.equal("1");
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "report" }));
    const control = new S3ControlClient({ region: "us-west-2" });
    await control.send(new ListMultiRegionAccessPointsCommand({ AccountId: "123456789012" }));
    await callLocalAws(
      "POST",
      "/",
      `elasticloadbalancing/${region}`,
      "Action=DescribeLoadBalancers&Version=2015-12-01",
    );
  });
});
