import { expect } from "chai";
import { AuroraCapacity } from "../../../../../failover/adapters/aws/aurora-capacity";
import type { ClusterInstances } from "../../../../../failover/adapters/aws/cluster-instances";
import { deployment } from "./stand-ins";

const region = "us-west-1";

function capacity(available: number) {
  const calls: string[] = [];
  const groups = {
    raise: async () => {
      calls.push("raise groups");
      return { ready: true, detail: "web 4 of 4" };
    },
    restore: async () => void calls.push("restore groups"),
  };
  const instances = {
    ensure: async (_region: string, wanted: number) => {
      calls.push(`ensure ${wanted}`);
      return { available, detail: `DB instances ${available} of ${wanted}` };
    },
    restore: async () => void calls.push("restore instances"),
  };
  return { calls, port: new AuroraCapacity(deployment, groups, instances as unknown as ClusterInstances) };
}

describe("adapters: capacity with Aurora", () => {
  it("is raised with the instances that the active role has, and ready with all of them", async () => {
    const lacking = capacity(1);
    expect(await lacking.port.raise(region, 4)).to.deep.equal({
      ready: false,
      detail: "web 4 of 4, DB instances 1 of 2",
    });
    // The groups check the epoch, so they come first.
    expect(lacking.calls).to.deep.equal(["raise groups", "ensure 2"]);
    expect((await capacity(2).port.raise(region, 4)).ready).to.equal(true);
  });

  it("is restored together with the instances", async () => {
    const { calls, port } = capacity(2);
    await port.restore(region, 4);
    expect(calls).to.deep.equal(["restore groups", "restore instances"]);
  });
});
