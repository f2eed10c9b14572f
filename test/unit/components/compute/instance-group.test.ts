import { Parameter } from "@pulumi/aws/ssm";
import { expect } from "chai";
import { InstanceGroup, type InstanceGroupArgs } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args: InstanceGroupArgs = {
  region: "us-east-1",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  instanceType: "m6g.large",
  capacity: { minimum: 1, desired: 2, maximum: 3 },
  targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1",
  userData: "#!/bin/bash\n",
  instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/web",
  keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
  autoScalingRoleArn: "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/web",
  tags: { "redoubt:role": "standby", team: "platform" },
};

const run = (own: Partial<InstanceGroupArgs> = {}) =>
  runComponents((opts) => new InstanceGroup("web", { ...args, ...own }, opts));

describe("InstanceGroup", () => {
  it("leaves its size to scaling and to a failover", async () => {
    const { stack, optionsOf } = await run();
    expect(optionsOf("autoscaling/group:Group", "web").ignoreChanges).to.deep.equal(["desiredCapacity"]);
    expect(one(stack, "autoscaling/group:Group").inputs).to.include({ minSize: 1, desiredCapacity: 2, maxSize: 3 });
  });

  it("tags the role on the group and not in the launch template, where a change would replace every instance", async () => {
    const { stack } = await run();
    const { tags } = one(stack, "autoscaling/group:Group").inputs as { tags: { key: string }[] };
    expect(tags.map(({ key }) => key)).to.include("redoubt:role");
    const template = one(stack, "ec2/launchTemplate:LaunchTemplate").inputs;
    for (const index of [0, 1]) {
      expect(template).to.have.nested.property(`tagSpecifications[${index}].tags.team`, "platform");
      expect(template).not.to.have.nested.property(`tagSpecifications[${index}].tags.redoubt:role`);
    }
  });

  it("replaces instances without falling below the group's size, and without a rollback, which a parameter as image excludes", async () => {
    const { stack } = await run();
    expect(one(stack, "ec2/launchTemplate:LaunchTemplate").inputs.imageId).to.match(/^resolve:ssm:/);
    expect(one(stack, "autoscaling/group:Group").inputs.instanceRefresh).to.deep.equal({
      strategy: "Rolling",
      preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 150 },
    });
  });

  it("launches instances only after what they use at boot exists", async () => {
    const { stack } = await runComponents((opts) => {
      const settings = new Parameter("settings", { type: "String", value: "" }, opts);
      new InstanceGroup("web", { ...args, launchAfter: Promise.resolve([settings]) }, opts);
    });
    expect(one(stack, "autoscaling/group:Group").dependencies).to.include(one(stack, "ssm/parameter:Parameter").urn);
  });

  it("lets a caller change the group's arguments and options", async () => {
    const { stack, optionsOf } = await run({
      transform: {
        group: (group, opts) => {
          group.maxInstanceLifetime = 604800;
          opts.retainOnDelete = true;
        },
      },
    });
    expect(one(stack, "autoscaling/group:Group").inputs.maxInstanceLifetime).to.equal(604800);
    expect(optionsOf("autoscaling/policy:Policy", "web").retainOnDelete).to.equal(undefined);
  });
});
