import { expect } from "chai";
import { vcpus } from "../../../../../../failover/adapters/aws/preflight/vcpus";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/vcpus", () => {
  const types = [
    { InstanceType: "m6g.large", VCpuInfo: { DefaultVCpus: 2 } },
    { InstanceType: "c7g.xlarge", VCpuInfo: { DefaultVCpus: 4 } },
  ];
  const check = (quota: number, instances: { type: string; count: number }[], used?: number) =>
    vcpus(
      partsWith(
        {
          DescribeInstanceTypes: ({ InstanceTypes }) => ({
            InstanceTypes: types.filter(({ InstanceType }) => (InstanceTypes as string[]).includes(InstanceType)),
          }),
          GetServiceQuota: () => ({ Quota: { Value: quota } }),
          GetMetricData: () => ({ MetricDataResults: [{ Values: used === undefined ? [] : [used] }] }),
        },
        { needed: { addresses: 0, networks: 0, instances } },
      ),
    );
  const both = [
    { type: "m6g.large", count: 4 },
    { type: "c7g.xlarge", count: 2 },
  ];

  it("accepts the instances of both tiers within what the quota leaves", async () => {
    expect(await check(20, both, 4)).to.equal("16 vCPUs more are needed, 4 of 20 are used in us-west-1");
    expect(await check(16, both)).to.equal("16 vCPUs more are needed, 0 of 16 are used in us-west-1");
  });

  it("refuses more, as in a new account whose quota is 5, and names the quota", async () => {
    expect((await failureOf(check(5, both))).message).to.equal(
      "16 vCPUs more are needed, 0 of 5 are used in us-west-1; request a higher quota (L-1216C47A)",
    );
  });

  it("is undecided for a type that EC2 does not describe, and for families of another quota", async () => {
    expect(await failureOf(check(64, [{ type: "m99.large", count: 1 }]))).to.deep.equal({
      name: "Doubt",
      message: "instance type m99.large: us-west-1 does not report its vCPUs",
    });
    for (const type of ["inf2.xlarge", "hpc7g.4xlarge", "mac2.metal", "g5.xlarge", "p5.48xlarge", "trn1.2xlarge"]) {
      expect((await failureOf(check(64, [{ type, count: 1 }]))).message).to.equal(
        `instance type ${type}: quota L-1216C47A does not cover its family`,
      );
    }
  });
});
