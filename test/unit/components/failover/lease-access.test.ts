import { expect } from "chai";
import { leaseEnvironment, leasePermissions } from "../../../../components/failover/lease-access";

const access = {
  region: "us-west-1",
  tableName: "shop-lease",
  tableArns: { "us-west-2": "arn:west", "us-east-2": "arn:east" },
  seconds: 30,
  onSilence: "refuse" as const,
};

describe("lease access of instances", () => {
  it("permits reads of the lease, and writes of the region's own renewal only", () => {
    const [reads, writes, ...others] = leasePermissions(access);
    expect(reads?.condition).to.deep.equal({
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["lease", "renewal#us-west-1"] },
    });
    expect(writes).to.deep.equal({
      actions: ["dynamodb:UpdateItem"],
      resources: ["arn:west", "arn:east"],
      condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["renewal#us-west-1"] } },
    });
    expect(others).to.deep.equal([]);
  });

  it("lists the lease regions in their order", () => {
    expect(leaseEnvironment(access)).to.include({ LEASE_REGIONS: "us-west-2,us-east-2", LEASE_ON_SILENCE: "refuse" });
  });
});
