import { expect } from "chai";
import { instanceOfferings } from "../../../../../../failover/adapters/aws/preflight/instance-offerings";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/instance-offerings", () => {
  const check = (zones: readonly string[], offered: readonly string[]) =>
    instanceOfferings(
      partsWith({
        DescribeAvailabilityZones: () => ({ AvailabilityZones: zones.map((ZoneName) => ({ ZoneName })) }),
        DescribeInstanceTypeOfferings: () => ({
          InstanceTypeOfferings: offered.map((Location) => ({ InstanceType: "m6g.large", Location })),
        }),
      }),
    );

  it("accepts a type that enough zones offer", async () => {
    expect(await check(["us-west-1a", "us-west-1c"], ["us-west-1c", "us-west-1a"])).to.equal(
      "m6g.large: offered in at least 2 zones of us-west-1",
    );
  });

  it("refuses a type that too few zones offer; other locations do not count", async () => {
    const failure = await failureOf(check(["us-west-1a", "us-west-1c"], ["us-west-1a", "us-west-1-local-1a"]));
    expect(failure.message).to.equal(
      "m6g.large: 2 zones are needed, but only us-west-1a of us-west-1a, us-west-1c in us-west-1 offer it; choose another type or other zones",
    );
  });
});
