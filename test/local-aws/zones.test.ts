import { DescribeAvailabilityZonesCommand, EC2Client, type Filter } from "@aws-sdk/client-ec2";
import { expect } from "chai";

const ec2 = new EC2Client({ region: "us-east-1" });

async function zones(filters?: Filter[]): Promise<(string | undefined)[]> {
  const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({ Filters: filters }));
  return AvailabilityZones.map(({ ZoneName }) => ZoneName);
}

describe("zones of the local AWS", () => {
  it("contain an opted-in Local Zone, unless a filter excludes it", async () => {
    expect((await zones())[0]).to.equal("us-east-1-bos-1a");
    expect((await zones([{ Name: "opt-in-status", Values: ["opt-in-not-required"] }]))[0]).to.equal("us-east-1a");
    expect(await zones([{ Name: "zone-type", Values: ["local-zone"] }])).to.deep.equal(["us-east-1-bos-1a"]);
  });
});
