import { ComponentResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { launchTemplate } from "../../../../components/compute/launch-template";
import { one } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";

async function templateOf(instanceType: string): Promise<Record<string, unknown>> {
  const stack = await runAlone(async () => {
    launchTemplate(
      "web",
      {
        region: "us-east-1",
        instanceType,
        securityGroupId: "sg-1",
        userData: "#!/bin/bash\necho web\n",
        instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/web",
        keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
      },
      new ComponentResource("test:index:Parent", "parent"),
    );
    return {};
  });
  return one(stack, "ec2/launchTemplate:LaunchTemplate").inputs;
}

describe("launchTemplate", () => {
  it("selects the image for the instance type's architecture", async () => {
    expect((await templateOf("m6g.large")).imageId).to.match(/^resolve:ssm:.*arm64$/);
    expect((await templateOf("m7i.large")).imageId).to.match(/^resolve:ssm:.*x86_64$/);
  });

  it("requires IMDSv2, encrypts the volume with the region's key and assigns no public address", async () => {
    const template = await templateOf("m6g.large");
    expect(template).to.have.nested.property("metadataOptions.httpTokens", "required");
    expect(template)
      .to.have.nested.property("blockDeviceMappings[0].ebs.kmsKeyId")
      .that.matches(/:key\/1$/);
    expect(template).to.have.nested.property("networkInterfaces[0].associatePublicIpAddress", "false");
  });

  it("encodes the user data", async () => {
    const { userData } = await templateOf("m6g.large");
    expect(Buffer.from(String(userData), "base64").toString()).to.equal("#!/bin/bash\necho web\n");
  });
});
