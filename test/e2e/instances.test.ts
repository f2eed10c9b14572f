import * as aws from "@pulumi/aws";
import { LocalWorkspace, type OpMap, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { InstanceGroup, InstanceRole, Network, RegionalKey } from "../../components";
import { autoScalingRole } from "../../components/compute/auto-scaling-role";
import { selectZones } from "../../components/network/zones";
import { TAG_KEYS } from "../../config/tags";
import { temporaryFolder } from "../support/temporary-folder";

const long = process.argv.includes("--all") ? describe : describe.skip;
const region = "us-west-2";
const tags = { [TAG_KEYS.project]: "instances", [TAG_KEYS.region]: region };

/** Each case continues where the previous one ended. */
long("a change of the instance type on the real engine", () => {
  let stack: Stack;
  /** EC2 offers it in the zones a and c only; every other type of this test in b too. */
  let instanceType = "a1.large";
  let autoRollback: true | undefined;
  const update = async (): Promise<OpMap> => (await stack.up()).summary.resourceChanges ?? {};

  const program = async () => {
    const { accountId } = await aws.getCallerIdentity();
    // The children of an awsx.ec2.Vpc are in the region of their provider.
    const opts = { provider: new aws.Provider("west", { region }) };
    const selection = { region, zones: 2, instanceTypes: [instanceType], networkTags: tags };
    const zones = await selectZones(selection, opts);
    const key = new RegionalKey("key", { region, accountId, protect: false }, opts);
    const logs = { logRetentionDays: 30, keyArn: key.arn };
    const network = new Network(
      "network",
      { region, accountId, cidr: "10.40.0.0/16", zones, nat: "single", ...logs, tags },
      opts,
    );
    const { vpcId } = network;
    const target = new aws.lb.TargetGroup("web", { region, vpcId, port: 80, protocol: "HTTP" }, opts);
    const permissions = [{ actions: ["ec2:DescribeTags"], resources: ["*"] }];
    const role = new InstanceRole("web", { description: "Instances", permissions }, opts);
    const group = new InstanceGroup(
      "web",
      {
        region,
        vpcId,
        subnetIds: network.applicationSubnetIds,
        instanceType,
        capacity: { minimum: 1, desired: 1, maximum: 2 },
        targetGroupArn: target.arn,
        userData: "#!/bin/sh",
        instanceProfileArn: role.profileArn,
        keyArn: key.arn,
        autoScalingRoleArn: autoScalingRole("scaling", { region, deployment: "instances" }, network).arn,
        transform: {
          group: autoRollback && { instanceRefresh: { strategy: "Rolling", preferences: { autoRollback } } },
        },
      },
      opts,
    );
    return { zones, group: group.groupName };
  };

  before(async () => {
    stack = await LocalWorkspace.createStack(
      { stackName: "test", projectName: "instances", program },
      { workDir: temporaryFolder("workspace") },
    );
    await stack.up();
  });

  it("keeps the network's zones although earlier ones offer the new type, and replaces nothing", async () => {
    const { zones } = await stack.outputs();
    expect(zones?.value).to.deep.equal(["us-west-2a", "us-west-2c"]);
    instanceType = "m6g.large";
    const changes = await update();
    expect(Object.keys(changes)).to.have.members(["same", "update"]);
    expect((await stack.outputs()).zones?.value).to.deep.equal(zones?.value);
  });

  it("starts an instance refresh, which is refused with a rollback", async () => {
    autoRollback = true;
    instanceType = "m7g.large";
    const refusal = await update().then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal).to.match(/AutoRollback is not supported/);
  });
});
