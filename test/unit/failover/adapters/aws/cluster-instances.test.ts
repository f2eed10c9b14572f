import { expect } from "chai";
import { ClusterInstances } from "../../../../../failover/adapters/aws/cluster-instances";
import { Refused } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { deployment, standInClients } from "./stand-ins";

const region = "us-west-1";
const name = (suffix: string) => `app-us-west-1-g1-${suffix}`;

function instances(found: Record<string, string>, writer?: string) {
  const { asked, clients } = standInClients({
    DescribeDBInstances: () => ({
      DBInstances: Object.entries(found).map(([suffix, DBInstanceStatus]) => ({
        DBInstanceIdentifier: name(suffix),
        DBInstanceStatus,
      })),
    }),
    DescribeDBClusters: () => ({
      DBClusters: [
        {
          ReplicationSourceIdentifier: writer ? undefined : "arn:aws:rds:us-east-1:123456789012:cluster:app",
          DBClusterMembers: writer ? [{ DBInstanceIdentifier: name(writer), IsClusterWriter: true }] : [],
        },
      ],
    }),
    CreateDBInstance: () => ({}),
    DeleteDBInstance: () => ({}),
  });
  const named = (command: string) =>
    asked.filter((each) => each.command === command).map(({ input }) => input.DBInstanceIdentifier);
  return { port: new ClusterInstances(deployment, clients.rds), named };
}

describe("adapters: instances of an Aurora cluster", () => {
  it("creates what is missing, once, under names that the stack does not use", async () => {
    const { port, named } = instances({ "1": "available", "relief-1": "creating" });
    expect(await port.ensure(region, 4)).to.deep.equal({ available: 1, detail: "DB instances 1 of 4" });
    expect(named("CreateDBInstance")).to.have.members([name("relief-2"), name("relief-3")]);
  });

  it("creates nothing where there are enough", async () => {
    const { port, named } = instances({ "1": "available", "2": "available" });
    expect((await port.ensure(region, 2)).available).to.equal(2);
    expect(named("CreateDBInstance")).to.deep.equal([]);
  });

  it("deletes relief instances once the stack's own suffice, but not the writer", async () => {
    const found = { "1": "available", "2": "available", "relief-1": "available", "relief-2": "available" };
    const { port, named } = instances(found, "relief-1");
    await port.ensure(region, 2);
    expect(named("DeleteDBInstance")).to.deep.equal([name("relief-2")]);
  });

  it("deletes all relief instances of a secondary after a rehearsal", async () => {
    const { port, named } = instances({ "1": "available", "relief-1": "available" });
    await port.restore(region);
    expect(named("DeleteDBInstance")).to.deep.equal([name("relief-1")]);
  });

  it("says which output is missing where the stack is older than the failover", async () => {
    const { regions, ...rest } = deployment;
    const resources = { ...regions[region]?.resources, databaseInstances: undefined };
    const older = { ...rest, regions: { [region]: { cidr: "10.20.0.0/16", resources } } } as typeof deployment;
    const { clients } = standInClients({ DescribeDBInstances: () => ({ DBInstances: [] }) });
    const error = await rejection(new ClusterInstances(older, clients.rds).ensure(region, 1));
    expect(error).to.be.instanceOf(Refused);
    expect(error.message).to.include("databaseInstances");
  });
});
