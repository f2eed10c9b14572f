import { expect } from "chai";
import { networks } from "../../../../../../failover/adapters/aws/preflight/networks";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/networks", () => {
  const check = (existing: number) =>
    networks(
      partsWith(
        {
          GetServiceQuota: () => ({ Quota: { Value: 5 } }),
          DescribeVpcs: () => ({ Vpcs: Array.from({ length: existing }, () => ({})) }),
        },
        { needed: { addresses: 0, networks: 1, instances: [] } },
      ),
    );

  it("accepts one VPC more than exist, up to the quota", async () => {
    expect(await check(4)).to.equal("4 of 5 exist in us-west-1, 1 more are needed");
  });

  it("refuses a VPC above the quota", async () => {
    expect((await failureOf(check(5))).message).to.match(/request a higher quota \(L-F678F1CE\)/);
  });
});
