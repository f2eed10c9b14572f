import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { CreateTableCommand, DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  ModifySecurityGroupRulesCommand,
} from "@aws-sdk/client-ec2";
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
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

  it("reads a repeated request to its end before it replies, because the client loses the reply otherwise", async () => {
    const { host, hostname, port } = new URL(process.env.AWS_ENDPOINT_URL ?? "");
    const body = "Action=DescribeRegions&Version=2016-11-15";
    const head = [
      "POST / HTTP/1.1",
      `Host: ${host}`,
      `Authorization: ${authorization("ec2/us-east-1")}`,
      `Amz-Sdk-Invocation-Id: ${randomUUID()}`,
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${body.length}`,
    ].join("\r\n");
    for (const attempt of ["first", "second"]) {
      const socket = connect(Number(port), hostname);
      await once(socket, "connect");
      // Go sends the headers before it reads the body. Another call passes meanwhile.
      socket.write(`${head}\r\n\r\n`);
      await revoke("sg-0", randomUUID());
      expect(socket.readableLength, `${attempt} attempt`).to.equal(0);
      socket.write(body);
      expect(await text(socket)).to.match(/^HTTP\/1.[01] 200 .*DescribeRegionsResponse/s);
    }
  });

  it("lets one of several conditional writes of an item succeed, as DynamoDB does", async () => {
    const client = new DynamoDBClient({ region: "us-east-1" });
    const TableName = `table-${randomUUID()}`;
    await client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const write = () =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: { pk: { S: "lease" } },
          UpdateExpression: "SET holder = :one",
          ConditionExpression: "attribute_not_exists(holder)",
          ExpressionAttributeValues: { ":one": { S: "one" } },
        }),
      );
    const settled = await Promise.allSettled(Array.from({ length: 30 }, write));
    expect(settled.filter(({ status }) => status === "fulfilled")).to.have.length(1);
  });

  it("lets a security group's rule name another group, as EC2 does", async () => {
    const client = new EC2Client({ region: "us-east-1" });
    const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const [GroupId, first, second] = await Promise.all(
      ["database", "instances", "tasks"].map(async (GroupName) => {
        const group = { GroupName: `${GroupName}-${randomUUID()}`, Description: GroupName, VpcId: Vpc?.VpcId };
        return (await client.send(new CreateSecurityGroupCommand(group))).GroupId;
      }),
    );
    const port = { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432 };
    const permission = { ...port, UserIdGroupPairs: [{ GroupId: first }] };
    const created = await client.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }),
    );
    const SecurityGroupRuleId = created.SecurityGroupRules?.[0]?.SecurityGroupRuleId;
    const SecurityGroupRules = [{ SecurityGroupRuleId, SecurityGroupRule: { ...port, ReferencedGroupId: second } }];
    await client.send(new ModifySecurityGroupRulesCommand({ GroupId, SecurityGroupRules }));
    const described = await client.send(
      new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [SecurityGroupRuleId ?? ""] }),
    );
    expect(described.SecurityGroupRules?.map(({ ReferencedGroupInfo }) => ReferencedGroupInfo?.GroupId)).to.deep.equal([
      second,
    ]);
  });

  it("admits objects to a bucket that denies requests without TLS, and none that its policy denies in any case", async () => {
    const client = new S3Client({ region: "us-west-1", forcePathStyle: true });
    const Bucket = "bucket-with-policy";
    await client.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "us-west-1" } }),
    );
    const put = async (Condition?: object) => {
      const Resource = `arn:aws:s3:::${Bucket}/*`;
      const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource, ...(Condition && { Condition }) }];
      await client.send(
        new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
      );
      const command = new PutObjectCommand({ Bucket, Key: "order", Body: "1" });
      return (await client.send(command).catch((error) => error)).$metadata.httpStatusCode;
    };
    expect(await put({ Bool: { "aws:SecureTransport": "false" } })).to.equal(200);
    expect(await put()).to.equal(403);
  });
});
