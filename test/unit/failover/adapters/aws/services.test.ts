import { expect } from "chai";
import { AutoScalingGroups } from "../../../../../failover/adapters/aws/auto-scaling-groups";
import { TierCapacity } from "../../../../../failover/adapters/aws/capacity";
import { Services } from "../../../../../failover/adapters/aws/services";
import type { Deployment } from "../../../../../failover/deployment";
import { EpochGuard } from "../../../../../failover/protocol/epoch-guard";
import { Refused } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { type Answers, deployment, leaseAt, standInClients, standInTable } from "./stand-ins";

const active = { minimum: 2, desired: 4 };
const west = deployment.regions["us-west-1"];
/** The shipped web tier on instances and an application tier on Fargate. */
const mixed: Deployment = {
  ...deployment,
  regions: {
    ...deployment.regions,
    "us-west-1": {
      cidr: "10.20.0.0/16",
      resources: {
        ...(west?.resources as NonNullable<typeof west>["resources"] & object),
        groups: [{ name: "web", active }],
        services: [{ cluster: "shop", name: "application", active }],
      },
    },
  },
};

const group = { AutoScalingGroupName: "web", MinSize: 2, DesiredCapacity: 4, MaxSize: 12, Instances: [] };
const service = (running: number) => ({ status: "ACTIVE", desiredCount: 2, runningCount: running });

function capacity(answers: Answers = {}, system = mixed) {
  const { asked, clients } = standInClients({
    DescribeAutoScalingGroups: () => ({ AutoScalingGroups: [group] }),
    UpdateAutoScalingGroup: () => ({}),
    DescribeServices: () => ({ services: [service(2)] }),
    DescribeScalableTargets: () => ({ ScalableTargets: [{ MinCapacity: 1, MaxCapacity: 12 }] }),
    RegisterScalableTarget: () => ({}),
    UpdateService: () => ({}),
    ...answers,
  });
  const before = { epoch: { N: "4" }, groups: { S: '{"application":{"minimum":1,"desired":2}}' } };
  const { table, updates } = standInTable({ "capacity#us-west-1": before });
  const kinds = [new AutoScalingGroups(system, clients.autoScaling), new Services(system, clients)];
  const port = new TierCapacity(kinds, table, new EpochGuard(leaseAt(4)));
  const changes = () => asked.filter(({ command }) => /^(Update|Register)/.test(command));
  return { asked, changes, port, updates };
}

const TARGET = {
  ServiceNamespace: "ecs",
  ScalableDimension: "ecs:service:DesiredCount",
  ResourceId: "service/shop/application",
};

describe("adapters: capacity of services", () => {
  it("raises a service's minimum and then its number of tasks, beside the groups", async () => {
    const { changes, port, updates } = capacity();
    expect(await port.raise("us-west-1", 4)).to.deep.equal({ ready: false, detail: "web 0 of 4, application 2 of 4" });
    expect(changes()).to.deep.equal([
      { region: "us-west-1", command: "RegisterScalableTarget", input: { ...TARGET, MinCapacity: 2 } },
      {
        region: "us-west-1",
        command: "UpdateService",
        input: { cluster: "shop", service: "application", desiredCount: 4 },
      },
    ]);
    expect(updates[0]?.update.ExpressionAttributeValues?.[":groups"]?.S).to.equal(
      '{"web":{"minimum":2,"desired":4},"application":{"minimum":1,"desired":2}}',
    );
  });

  it("restores both after a rehearsal", async () => {
    const { changes, port } = capacity();
    await port.restore("us-west-1", 4);
    expect(changes().map(({ input }) => input)).to.deep.equal([
      { ...TARGET, MinCapacity: 1 },
      { cluster: "shop", service: "application", desiredCount: 2 },
    ]);
  });

  it("calls no other service where every tier is on Fargate or on instances", async () => {
    const all = (resources: object) => {
      const region = { cidr: "10.20.0.0/16", resources: { ...mixed.regions["us-west-1"]?.resources, ...resources } };
      return { ...mixed, regions: { ...mixed.regions, "us-west-1": region } } as Deployment;
    };
    const tasks = capacity({}, all({ groups: [] }));
    await tasks.port.raise("us-west-1", 4);
    const instances = capacity({}, all({ services: undefined }));
    await instances.port.raise("us-west-1", 4);
    const commands = (asked: readonly { command: string }[]) => asked.map(({ command }) => command).join();
    expect(commands(tasks.asked)).to.not.contain("AutoScalingGroup");
    expect(commands(instances.asked)).to.not.match(/Service|Scalable/);
  });

  it("refuses a number of tasks over the maximum, and a service or scalable target that does not exist", async () => {
    const refusals: readonly (readonly [answers: Answers, message: RegExp])[] = [
      [
        { DescribeScalableTargets: () => ({ ScalableTargets: [{ MinCapacity: 1, MaxCapacity: 3 }] }) },
        /^application: desired 4 is over its maximum 3; raise it$/,
      ],
      [{ DescribeServices: () => ({ services: [] }) }, /^service application: not in us-west-1; deploy/],
      [
        { DescribeServices: () => ({ services: [{ ...service(0), status: "INACTIVE" }] }) },
        /^service application: not in us-west-1/,
      ],
      [{ DescribeScalableTargets: () => ({ ScalableTargets: [] }) }, /^service\/shop\/application has no scalable/],
    ];
    for (const [answers, message] of refusals) {
      const error = await rejection(capacity(answers).port.raise("us-west-1", 4));
      expect(error).to.be.instanceOf(Refused);
      expect(error.message).to.match(message);
    }
  });
});
