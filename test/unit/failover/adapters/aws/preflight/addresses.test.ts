import { expect } from "chai";
import { addresses } from "../../../../../../failover/adapters/aws/preflight/addresses";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/addresses", () => {
  const check = (needed: number) =>
    addresses(
      partsWith(
        { GetServiceQuota: () => ({ Quota: { Value: 5 } }), DescribeAddresses: () => ({ Addresses: [{}, {}, {}] }) },
        { needed: { addresses: needed, networks: 0, instances: [] } },
      ),
    );

  it("accepts as many addresses as the quota leaves", async () => {
    expect(await check(2)).to.equal("3 of 5 are allocated in us-west-1, 2 more are needed");
  });

  it("refuses more, and names the quota", async () => {
    expect((await failureOf(check(3))).message).to.match(/3 more are needed; request a higher quota \(L-0263D0A3\)/);
  });
});
