import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { callLocalAws } from "./call";

/** The error of a call of the query protocol, or "accepted". */
function query(service: string, version: string, params: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ Version: version, ...params }).toString();
  return callLocalAws("POST", "/", `${service}/us-east-1`, body).then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

/** The error of a call of the JSON protocol, or "accepted". */
function json(service: string, target: string, body: object): Promise<string> {
  return callLocalAws("POST", "/", `${service}/us-east-1`, JSON.stringify(body), target).then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

describe("service limits of the local AWS", () => {
  const targetGroup = (Name: string) =>
    query("elasticloadbalancing", "2015-12-01", { Action: "CreateTargetGroup", Name, TargetType: "lambda" });

  it("refuse names of target groups that are too long", async () => {
    expect(await targetGroup(`group-${randomUUID().slice(0, 8)}`)).to.equal("accepted");
    expect(await targetGroup("a-target-group-with-a-name-of-33c")).to.contain("at most 32");
  });

  it("refuse parameters below /aws", async () => {
    const put = (Name: string) => json("ssm", "AmazonSSM.PutParameter", { Name, Value: "1", Type: "String" });
    expect(await put(`/redoubt/${randomUUID()}`)).to.equal("accepted");
    expect(await put("/aws/redoubt")).to.contain("cannot begin with aws");
  });

  it("refuse certificates whose first name is too long", async () => {
    const request = (DomainName: string) => json("acm", "CertificateManager.RequestCertificate", { DomainName });
    expect(await request("example.com")).to.equal("accepted");
    expect(await request(`${"a".repeat(60)}.example.com`)).to.contain("at most 64 octets");
  });

  it("refuse the rollback of an instance refresh where a parameter names the image", async () => {
    const name = `group-${randomUUID().slice(0, 8)}`;
    const refresh = async (image: string, rollback: string) => {
      const group = `${name}-${image.slice(0, 3)}`;
      await query("ec2", "2016-11-15", {
        Action: "CreateLaunchTemplate",
        LaunchTemplateName: group,
        "LaunchTemplateData.ImageId": image,
      });
      await query("autoscaling", "2011-01-01", {
        Action: "CreateAutoScalingGroup",
        AutoScalingGroupName: group,
        "LaunchTemplate.LaunchTemplateName": group,
        MinSize: "0",
        MaxSize: "1",
        "AvailabilityZones.member.1": "us-east-1a",
      });
      return query("autoscaling", "2011-01-01", {
        Action: "StartInstanceRefresh",
        AutoScalingGroupName: group,
        "Preferences.AutoRollback": rollback,
      });
    };
    const parameter = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    expect(await refresh(parameter, "false")).to.equal("accepted");
    expect(await refresh(parameter, "true")).to.contain("AutoRollback is not supported");
    expect(await refresh("ami-12c6146b", "true")).to.equal("accepted");
  });

  it("refuse a second service-linked role with the same suffix", async () => {
    const create = (CustomSuffix: string) =>
      query("iam", "2010-05-08", {
        Action: "CreateServiceLinkedRole",
        AWSServiceName: "autoscaling.amazonaws.com",
        CustomSuffix,
      });
    const suffix = randomUUID().slice(0, 8);
    expect(await create(suffix)).to.equal("accepted");
    expect(await create(suffix)).to.contain("has been taken");
  });
});
