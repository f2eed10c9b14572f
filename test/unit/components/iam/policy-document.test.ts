import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { denyWithoutTls, type PolicyStatement, policyDocument } from "../../../../components/iam/policy-document";
import { runAlone } from "../../../support/run-program";

async function documentOf(statements: readonly PolicyStatement[]): Promise<unknown> {
  const { outputs } = await runAlone(async () => ({ policy: policyDocument(statements) }));
  return JSON.parse(String(outputs.policy));
}

describe("policyDocument", () => {
  it("allows by default, in IAM's names, with known values of outputs", async () => {
    const bucket = pulumi.output("arn:aws:s3:::reports");
    expect(
      await documentOf([
        {
          sid: "Read",
          actions: ["s3:GetObject"],
          resources: pulumi.interpolate`${bucket}/*`,
          condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ]),
    ).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject"],
          Resource: "arn:aws:s3:::reports/*",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });

  it("has no resource in a trust policy", async () => {
    const trust = { principal: { Service: "lambda.amazonaws.com" }, actions: "sts:AssumeRole" };
    expect(await documentOf([trust])).to.deep.equal({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });
});

describe("denyWithoutTls", () => {
  it("denies everybody who does not use TLS", async () => {
    expect(
      await documentOf([denyWithoutTls("sns:Publish", "arn:aws:sns:us-east-1:123456789012:alarms")]),
    ).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: "arn:aws:sns:us-east-1:123456789012:alarms",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });
});
