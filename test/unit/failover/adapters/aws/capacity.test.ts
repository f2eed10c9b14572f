import { expect } from "chai";
import { AutoScalingGroups } from "../../../../../failover/adapters/aws/auto-scaling-groups";
import { TierCapacity } from "../../../../../failover/adapters/aws/capacity";
import { ConditionFailed } from "../../../../../failover/adapters/aws/single-table";
import { EpochGuard } from "../../../../../failover/protocol/epoch-guard";
import type { Item } from "../../../../../failover/protocol/lease-item";
import { Refused, StaleEpoch } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { deployment, leaseAt, standInClients, standInTable } from "./stand-ins";

const instance = (LifecycleState = "InService", HealthStatus = "Healthy") => ({ LifecycleState, HealthStatus });
const group = (name: string, desired: number, instances: ReturnType<typeof instance>[]) => ({
  AutoScalingGroupName: name,
  MinSize: 2,
  DesiredCapacity: desired,
  MaxSize: 12,
  Instances: instances,
});

function capacity(groups: ReturnType<typeof group>[], items: Record<string, Item> = {}, onUpdate = () => {}) {
  const { asked, clients } = standInClients({
    DescribeAutoScalingGroups: () => ({ AutoScalingGroups: groups }),
    UpdateAutoScalingGroup: () => ({}),
  });
  const { table, updates } = standInTable(items, onUpdate);
  const port = new TierCapacity(
    [new AutoScalingGroups(deployment, clients.autoScaling)],
    table,
    new EpochGuard(leaseAt(4)),
  );
  const resized = () => asked.filter(({ command }) => command === "UpdateAutoScalingGroup").map(({ input }) => input);
  return { port, resized, updates };
}

describe("adapters: capacity of the tiers", () => {
  it("raises to the active role's sizes, never below what there is", async () => {
    const healthy = [instance(), instance()];
    const { port, resized, updates } = capacity([group("web", 2, healthy), group("application", 6, healthy)]);
    expect(await port.raise("us-west-1", 4)).to.deep.equal({ ready: false, detail: "web 2 of 4, application 2 of 6" });
    expect(resized()).to.deep.equal([{ AutoScalingGroupName: "web", MinSize: 2, DesiredCapacity: 4 }]);
    expect(updates[0]?.update.ExpressionAttributeValues?.[":groups"]?.S).to.equal(
      '{"web":{"minimum":2,"desired":2},"application":{"minimum":2,"desired":6}}',
    );
  });

  it("is ready when as many instances as wanted are in service and healthy", async () => {
    const four = [instance(), instance(), instance(), instance()];
    const notYet = [...four.slice(1), instance("Pending")];
    const unhealthy = [...four.slice(1), instance("InService", "Unhealthy")];
    expect(
      (await capacity([group("web", 4, four), group("application", 4, four)]).port.raise("us-west-1", 4)).ready,
    ).to.equal(true);
    for (const instances of [notYet, unhealthy]) {
      const { port } = capacity([group("web", 4, four), group("application", 4, instances)]);
      expect((await port.raise("us-west-1", 4)).ready).to.equal(false);
    }
  });

  it("refuses a size over the group's maximum, a group that is not there, and an epoch that is over", async () => {
    const small = { ...group("web", 2, []), MaxSize: 3 };
    expect(await rejection(capacity([small, group("application", 4, [])]).port.raise("us-west-1", 4))).to.be.instanceOf(
      Refused,
    );
    expect((await rejection(capacity([group("web", 2, [])]).port.raise("us-west-1", 4))).message).to.match(
      /application/,
    );
    expect(await rejection(capacity([]).port.raise("us-west-1", 3))).to.be.instanceOf(StaleEpoch);
  });

  it("records the previous sizes once per epoch", async () => {
    const noted = () => {
      throw new ConditionFailed("there already");
    };
    const { port, resized } = capacity([group("web", 2, []), group("application", 2, [])], {}, noted);
    await port.raise("us-west-1", 4);
    expect(resized().length).to.equal(2);
  });

  it("restores the sizes of the same epoch, and nothing else", async () => {
    const before = { epoch: { N: "4" }, groups: { S: '{"web":{"minimum":2,"desired":2}}' } };
    const groups = [group("web", 4, []), group("application", 4, [])];
    const forgotten = () => {
      throw new ConditionFailed("another process was first");
    };
    const same = capacity(groups, { "capacity#us-west-1": before }, forgotten);
    await same.port.restore("us-west-1", 4);
    expect(same.resized()).to.deep.equal([{ AutoScalingGroupName: "web", MinSize: 2, DesiredCapacity: 2 }]);
    const earlier = capacity(groups, { "capacity#us-west-1": before });
    await earlier.port.restore("us-west-1", 5);
    const never = capacity(groups);
    await never.port.restore("us-west-1", 4);
    expect([...earlier.resized(), ...never.resized()]).to.deep.equal([]);
    expect(await rejection(same.port.restore("us-west-1", 3))).to.be.instanceOf(StaleEpoch);
  });

  it("passes on the table's errors, except for failed conditions", async () => {
    const before = { epoch: { N: "4" }, groups: { S: "{}" } };
    const groups = [group("web", 4, []), group("application", 4, [])];
    const throttled = () => {
      throw new Error("throttled");
    };
    const { port } = capacity(groups, { "capacity#us-west-1": before }, throttled);
    expect((await rejection(port.restore("us-west-1", 4))).message).to.equal("throttled");
    expect((await rejection(port.raise("us-west-1", 4))).message).to.equal("throttled");
  });
});
