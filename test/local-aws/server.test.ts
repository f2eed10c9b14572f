import { randomUUID } from "node:crypto";
import { CreateSecurityGroupCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { expect } from "chai";
import { authorization } from "./call";

/** Revokes a new group's default rule, as the provider does; returns the status. */
async function revoke(group: string, invocation: string): Promise<number> {
  const rule = { "IpPermissions.1.IpProtocol": "-1", "IpPermissions.1.IpRanges.1.CidrIp": "0.0.0.0/0" };
  const query = { Action: "RevokeSecurityGroupEgress", Version: "2016-11-15", GroupId: group, ...rule };
  const { status } = await fetch(new URL("/", process.env.AWS_ENDPOINT_URL), {
    method: "POST",
    body: new URLSearchParams(query),
    headers: { authorization: authorization("ec2/us-east-1"), "amz-sdk-invocation-id": invocation },
  });
  return status;
}

describe("the local AWS", () => {
  it("repeats a lost reply to a second attempt and does not execute the call twice", async () => {
    const ec2 = new EC2Client({ region: "us-east-1" });
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.99.0.0/16" }));
    const { GroupId = "" } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: randomUUID(), Description: "test", VpcId: Vpc?.VpcId }),
    );
    const invocation = randomUUID();
    expect(await revoke(GroupId, invocation)).to.equal(200);
    expect(await revoke(GroupId, invocation)).to.equal(200);
    expect(await revoke(GroupId, randomUUID())).to.equal(400);
  });
});
