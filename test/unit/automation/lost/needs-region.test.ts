import { expect } from "chai";
import { isGlobalService, needsLostRegion, needsLostRegionToExist } from "../../../../automation/lost/needs-region";

describe("automation/lost/needs-region", () => {
  const needs = (type: string, region: string | null, lost: string, inputs = {}) =>
    needsLostRegion({ type, region, inputs }, [lost]);

  it("needs the region that a resource is in", () => {
    expect(needs("aws:kms/key:Key", "us-west-1", "us-west-1")).to.equal("us-west-1");
    expect(needs("aws:kms/key:Key", "us-east-1", "us-west-1")).to.equal(undefined);
  });

  it("needs us-east-1 for IAM, Route 53 and CloudFront in every region's stack", () => {
    for (const type of ["iam/role:Role", "route53/record:Record", "cloudfront/keyValueStore:KeyValueStore"]) {
      expect(needs(`aws:${type}`, "us-west-1", "us-east-1")).to.match(/ in us-east-1$/);
      expect(needs(`aws:${type}`, "us-west-1", "us-west-1"), "its provider's region").to.equal(undefined);
    }
  });

  it("needs us-west-2 for a Multi-Region Access Point", () => {
    const type = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";
    expect(needs(type, "us-east-2", "us-west-2")).to.match(/ in us-west-2$/);
    expect(needs(type, "us-east-2", "us-east-1"), "its DNS records").to.equal("Route 53 in us-east-1");
    expect(needs(type, "us-east-2", "us-east-2"), "its provider's region").to.equal(undefined);
  });

  it("needs us-east-1 for the configuration of every bucket", () => {
    for (const type of [
      "bucket:Bucket",
      "bucketPolicy:BucketPolicy",
      "bucketReplicationConfig:BucketReplicationConfig",
    ]) {
      expect(needs(`aws:s3/${type}`, "us-west-1", "us-east-1")).to.equal("S3's configuration of buckets in us-east-1");
      expect(needs(`aws:s3/${type}`, "us-east-1", "us-east-1")).to.equal("us-east-1");
      expect(isGlobalService(`aws:s3/${type}`)).to.equal(false);
    }
  });

  it("needs us-east-1 to create or delete what has DNS records of its service, and not to change it", () => {
    const exists = (type: string, inputs = {}) => needsLostRegionToExist({ type, inputs }, ["us-east-1"]);
    const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
    expect(exists("aws:lb/loadBalancer:LoadBalancer")).to.equal("Route 53 in us-east-1");
    expect(exists(endpoint, { vpcEndpointType: "Interface" })).to.equal("Route 53 in us-east-1");
    expect([exists(endpoint), exists("aws:lb/listener:Listener")]).to.deep.equal([undefined, undefined]);
    expect(needs("aws:lb/loadBalancer:LoadBalancer", "us-west-1", "us-east-1")).to.equal(undefined);
  });

  it("needs the regions of a table's replicas, which the provider reads", () => {
    const inputs = { replicas: [{ regionName: "us-east-1" }, { regionName: "us-west-2" }] };
    expect(needs("aws:dynamodb/table:Table", "us-east-2", "us-east-1", inputs)).to.equal("a replica in us-east-1");
    expect(needs("aws:dynamodb/table:Table", "us-east-2", "us-west-1", inputs)).to.equal(undefined);
  });

  it("needs no region for components, providers and random values", () => {
    for (const type of [
      "redoubt:index:LeaseTable",
      "pulumi:providers:aws",
      "random:index/randomPassword:RandomPassword",
    ]) {
      expect(needs(type, "us-east-1", "us-east-1")).to.equal(undefined);
    }
  });
});
