import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type EngineEvent, LocalWorkspace, type OpMap, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { ContainerService, ImageRepositories, RegionalKey } from "../../components";
import { Services } from "../../failover/adapters/aws/services";
import type { Deployment } from "../../failover/deployment";
import { temporaryFolder } from "../support/temporary-folder";
import { push } from "./images";
import { east, west } from "./project";

const ACCOUNT = "123456789012";
const REPOSITORIES = ["shop/application", "shop/lease-agent"] as const;
const SIZES = {
  active: { minimum: 2, desired: 2, maximum: 6 },
  standby: { minimum: 1, desired: 1, maximum: 6 },
} as const;

/** What the program declares; each case changes it and updates. */
const declared = { active: east, digests: {} as Record<string, string> };

/** A tier on Fargate in two regions, and only what it needs. */
async function program() {
  const outputs: Record<string, pulumi.Output<unknown>> = {};
  for (const region of [east, west]) {
    const other = region === east ? west : east;
    const key = new RegionalKey(`${region}-key`, { region, accountId: ACCOUNT, protect: false });
    new ImageRepositories(`${region}-images`, {
      region,
      accountId: ACCOUNT,
      repositories: REPOSITORIES,
      replicateTo: [other],
      keyArn: key.arn,
      protect: false,
    });
    if (Object.keys(declared.digests).length === 0) continue;
    const { subnetIds, vpcId } = network(region);
    const { listener, targetGroup } = loadBalancer(region, vpcId, subnetIds);
    const image = (repository: (typeof REPOSITORIES)[number]) =>
      `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/${repository}@${declared.digests[repository]}`;
    const service = new ContainerService(`application-${region}`, {
      region,
      accountId: ACCOUNT,
      vpcId,
      subnetIds,
      containers: {
        image: image("shop/application"),
        agentImage: image("shop/lease-agent"),
        cpu: 1024,
        memory: 2048,
        port: 8080,
        healthPath: "/healthz",
        environment: { TIER: "application" },
        secrets: {},
      },
      agentEnvironment: { REGION: region, LEASE_TABLE: "lease", LEASE_REGIONS: `${east},${west}` },
      enforcesLease: true,
      capacity: region === declared.active ? SIZES.active : SIZES.standby,
      targetGroupArn: targetGroup.arn,
      permissions: [{ actions: "dynamodb:GetItem", resources: `arn:aws:dynamodb:*:${ACCOUNT}:table/lease` }],
      keyArn: key.arn,
      logRetentionDays: 30,
      launchAfter: [listener],
    });
    outputs[region] = pulumi.output({ name: service.serviceName, cluster: service.clusterName });
  }
  return outputs;
}

function network(region: string) {
  const vpc = new aws.ec2.Vpc(region, { region, cidrBlock: "10.0.0.0/16" });
  const subnetIds = ["a", "b"].map(
    (zone, index) =>
      new aws.ec2.Subnet(`${region}${zone}`, {
        region,
        vpcId: vpc.id,
        availabilityZone: `${region}${zone}`,
        cidrBlock: `10.0.${index}.0/24`,
      }).id,
  );
  return { vpcId: vpc.id, subnetIds };
}

function loadBalancer(region: string, vpcId: pulumi.Input<string>, subnets: pulumi.Input<string>[]) {
  const balancer = new aws.lb.LoadBalancer(region, { region, internal: true, subnets });
  const targetGroup = new aws.lb.TargetGroup(region, {
    region,
    vpcId,
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
  });
  const listener = new aws.lb.Listener(region, {
    region,
    loadBalancerArn: balancer.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  return { listener, targetGroup };
}

describe("a tier on Fargate on the real engine", () => {
  let stack: Stack;
  let deployed: Record<string, { name: string; cluster: string }>;
  const ecs = (region: string) => new ECSClient({ region });

  const update = async (): Promise<OpMap> => {
    const { outputs, summary } = await stack.up();
    deployed = Object.fromEntries(Object.entries(outputs).map(([region, { value }]) => [region, value]));
    return summary.resourceChanges ?? {};
  };
  const describeService = async (region: string) => {
    const { cluster, name } = deployed[region] ?? { cluster: "", name: "" };
    const { services = [] } = await ecs(region).send(new DescribeServicesCommand({ cluster, services: [name] }));
    const [service] = services;
    if (service === undefined) throw new Error(`no service in ${region}`);
    return service;
  };
  /** Number of tasks after enough calls for all to start. */
  const settledTasks = async (region: string) => {
    for (let call = 0; call < 5; call++) await describeService(region);
    const { desiredCount, runningCount } = await describeService(region);
    return { desiredCount, runningCount };
  };
  const services = () => {
    const regions = Object.fromEntries(
      Object.entries(deployed).map(([region, { cluster, name }]) => [
        region,
        { resources: { groups: [], services: [{ name, cluster, active: SIZES.active }] } },
      ]),
    );
    const clients = {
      ecs,
      applicationAutoScaling: (region: string) => new ApplicationAutoScalingClient({ region }),
    };
    return new Services({ regions } as unknown as Deployment, clients);
  };

  before(async () => {
    stack = await LocalWorkspace.createStack(
      { stackName: "test", projectName: "containers", program },
      { workDir: temporaryFolder("workspace") },
    );
    await update();
  });

  it("pulls each region's images from its own registry, which has those that were pushed to the other", async () => {
    for (const repository of REPOSITORIES) declared.digests[repository] = await push(east, repository);
    await update();
    for (const region of [east, west]) {
      const { networkConfiguration, taskDefinition, launchType } = await describeService(region);
      expect(launchType).to.equal("FARGATE");
      expect(networkConfiguration?.awsvpcConfiguration?.assignPublicIp).to.equal("DISABLED");
      const found = await ecs(region).send(new DescribeTaskDefinitionCommand({ taskDefinition }));
      const { containerDefinitions = [], pidMode, runtimePlatform } = found.taskDefinition ?? {};
      expect(pidMode).to.equal("task");
      expect(runtimePlatform?.cpuArchitecture).to.equal("ARM64");
      for (const { essential, image, readonlyRootFilesystem } of containerDefinitions) {
        expect(image).to.include(`.dkr.ecr.${region}.amazonaws.com/shop/`);
        expect({ essential, readonlyRootFilesystem }).to.deep.equal({ essential: true, readonlyRootFilesystem: true });
      }
    }
    expect(await settledTasks(east)).to.deep.equal({ desiredCount: 2, runningCount: 2 });
    expect(await settledTasks(west)).to.deep.equal({ desiredCount: 1, runningCount: 1 });
  });

  it("shows no change on a second update", async () => {
    const changes: string[] = [];
    const onEvent = ({ resourcePreEvent }: EngineEvent) => {
      const { diffs = [], op = "same", urn } = resourcePreEvent?.metadata ?? {};
      if (op !== "same") changes.push(`${op} ${urn}: ${diffs.join(", ")}`);
    };
    await stack.preview({ onEvent });
    expect(changes).to.deep.equal([]);
  });

  it("has its standby raised by the failover's capacity port, and lowered again", async () => {
    const port = services();
    const [before] = await port.list(west);
    expect(before).to.deep.include({ minimum: 1, desired: 1, maximum: 6, healthy: 1 });
    const name = deployed[west]?.name ?? "";
    await port.resize(west, name, SIZES.active);
    expect(await settledTasks(west)).to.deep.equal({ desiredCount: 2, runningCount: 2 });
    expect((await port.list(west))[0]).to.deep.include({ minimum: 2, desired: 2, healthy: 2 });
    await port.resize(west, name, SIZES.standby);
    expect(await settledTasks(west)).to.deep.equal({ desiredCount: 1, runningCount: 1 });
  });

  it("keeps the tasks that a failover started when the two lines are recorded, and replaces nothing", async () => {
    await services().resize(west, deployed[west]?.name ?? "", SIZES.active);
    declared.active = west;
    const { create = 0, delete: deleted = 0, replace = 0 } = await update();
    expect({ create, deleted, replace }).to.deep.equal({ create: 0, deleted: 0, replace: 0 });
    expect((await settledTasks(west)).desiredCount).to.equal(2);
    const [former] = await services().list(east);
    expect(former).to.deep.include({ minimum: 1, maximum: 6 });
  });

  it("starts no task of an image that the region's registry does not have", async () => {
    declared.digests["shop/application"] = `sha256:${"0".repeat(64)}`;
    await update();
    await services().resize(west, deployed[west]?.name ?? "", { minimum: 3, desired: 3 });
    expect(await settledTasks(west)).to.deep.equal({ desiredCount: 3, runningCount: 2 });
  });
});
